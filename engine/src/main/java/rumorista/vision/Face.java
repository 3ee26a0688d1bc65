package rumorista.vision;

/**
 * A face found in a picture.
 *
 * @param box from brow to chin
 * @param confidence 0 to 1, as the network says
 * @param mouthOpenness gap between the lips by the width of the mouth: 0 when shut, about 0.3 in
 *     speech, 1 in a scream; {@code NaN} if the face is too small to tell
 */
public record Face(Box box, double confidence, double mouthOpenness) {}
