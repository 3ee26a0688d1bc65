package rumorista.render;

import java.util.random.RandomGenerator;

/**
 * How a surface looks.
 *
 * @param texture that lies on it
 * @param base brightness, 0 to 1
 * @param contrast of the texture
 * @param repeats of the texture across the surface
 * @param shade by how much one side is brighter than the other
 */
record Paint(Texture texture, float base, float contrast, float repeats, float shade) {
  static Paint any(RandomGenerator random) {
    return new Paint(
        Texture.any(random),
        (float) random.nextDouble(0.05, 0.95),
        (float) random.nextDouble(0.02, 0.3),
        (float) random.nextDouble(0.2, 1.2),
        (float) random.nextDouble(-0.25, 0.25));
  }

  /** The same surface at another brightness. */
  Paint bright(float other) {
    return new Paint(texture, other, contrast, repeats, shade);
  }

  /** One that stands out from {@code other}. */
  static Paint unlike(Paint other, RandomGenerator random) {
    Paint paint = any(random);
    float distance = Math.abs(paint.base - other.base);
    return distance > 0.15f
        ? paint
        : paint.bright(other.base > 0.5f ? paint.base * 0.4f : 1 - (1 - paint.base) * 0.4f);
  }
}
