package rumorista.retrieval;

/**
 * What a phrase of the lexicon may mean.
 *
 * @param type whose name it is
 * @param name a kind, or the name of a scene or a group
 * @param weight how surely it is meant; 1 is the best there can be
 * @param weak whether the word names a thing that need not sound, such as a car
 */
record Sense(Type type, String name, double weight, boolean weak) {
  /** What a phrase may name, the first before the second where both fit. */
  enum Type {
    /** Words that look like a sound and are none, such as the bark of a tree. */
    IDIOM,
    MUSIC,
    SCENE,
    KIND,
    /** A broader word for several kinds. */
    GROUP,
    /** A broader word that counts only where it names what must not be heard. */
    VETO
  }
}
