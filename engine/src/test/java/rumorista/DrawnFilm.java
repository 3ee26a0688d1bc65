package rumorista;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A grey film that is drawn picture by picture, without any file. */
public record DrawnFilm(int width, int height, int pictures, IntFunction<float[]> picture, int[] at)
    implements VideoFrames {
  /**
   * @param picture brightness of every pixel of a picture, 0 to 1, by its number
   */
  public static DrawnFilm of(int width, int height, int pictures, IntFunction<float[]> picture) {
    return new DrawnFilm(width, height, pictures, picture, new int[1]);
  }

  @Override
  public double frameRate() {
    return 25;
  }

  @Override
  public double seconds() {
    return pictures / frameRate();
  }

  @Override
  public byte @Nullable [] read() {
    if (at[0] == pictures) {
      return null;
    }
    float[] grey = picture.apply(at[0]++);
    byte[] rgb = new byte[3 * grey.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) Math.round(255 * Math.clamp(grey[i / 3], 0, 1));
    }
    return rgb;
  }

  @Override
  public void close() {}
}
