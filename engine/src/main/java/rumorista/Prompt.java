package rumorista;

/**
 * What the user asks for, in words; both may be empty.
 *
 * @param text what should be heard
 * @param negative what should not be heard
 */
public record Prompt(String text, String negative) {
  /** Longer than any description of a sound; a longer one is a mistake. */
  public static final int MAX_LENGTH = 2_000;

  public Prompt {
    check("prompt", text);
    check("negative prompt", negative);
  }

  private static void check(String name, String text) {
    if (text.length() > MAX_LENGTH) {
      throw RumoristaException.invalidInput(
          "the %s has %d characters; at most %d are understood: shorten it",
          name, text.length(), MAX_LENGTH);
    }
  }
}
