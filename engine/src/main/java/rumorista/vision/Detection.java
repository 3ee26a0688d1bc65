package rumorista.vision;

/**
 * A thing found in a picture.
 *
 * @param label what it is, in small letters: {@code "dog"}
 * @param confidence 0 to 1, as the network says; not a probability, see docs/MODELS.md for how
 *     often it is right
 * @param box where it is
 */
public record Detection(String label, double confidence, Box box) {}
