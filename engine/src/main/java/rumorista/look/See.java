package rumorista.look;

/** What becomes of the user's words and of the words for what is seen. */
public enum See {
  /** What is seen is added to the user's words, which come first. */
  ADD,
  /** Only what is seen counts. */
  REPLACE,
  /** Only the user's words count. */
  OFF;

  /** The text of a prompt. */
  String text(String asked, String seen) {
    return switch (this) {
      case OFF -> asked;
      case REPLACE -> seen;
      case ADD -> asked.isBlank() ? seen : seen.isEmpty() ? asked : asked + ", " + seen;
    };
  }
}
