package rumorista.vision;

/**
 * A face found in a picture.
 *
 * @param box from brow to chin
 * @param confidence 0 to 1, as the network says
 * @param mouthOpenness gap between the lips by the width of the mouth: up to 0.08 when shut, 0.1 to
 *     0.3 in the syllables of quiet speech, more in a call; {@code NaN} if the face is too small to
 *     tell
 */
public record Face(Box box, double confidence, double mouthOpenness) {}
