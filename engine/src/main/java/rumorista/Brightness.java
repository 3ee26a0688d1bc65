package rumorista;

/** How bright a colour is: luma as ITU-R BT.601 has it, in the unit of its parts. */
public final class Brightness {
  private Brightness() {}

  public static float of(float red, float green, float blue) {
    return 0.299f * red + 0.587f * green + 0.114f * blue;
  }

  /** Of the pixel at {@code i} in RGB bytes, 0 to 255. */
  public static float of(byte[] rgb, int i) {
    return of(rgb[i] & 0xff, rgb[i + 1] & 0xff, rgb[i + 2] & 0xff);
  }
}
