package rumorista.render;

import org.jspecify.annotations.Nullable;
import rumorista.VideoFrames;

/** A film that is worn, and then made smaller: the pictures that an eye is given of an old copy. */
public final class WornFilm implements VideoFrames {
  private final VideoFrames film;
  private final Wear wear;
  private final int scale;
  private long picture;

  /**
   * @param film whose width and height {@code scale} divides; closed with this
   * @param scale pixels of the film that become one, in each direction
   */
  public WornFilm(VideoFrames film, Wear wear, int scale) {
    this.film = film;
    this.wear = wear;
    this.scale = scale;
  }

  @Override
  public double frameRate() {
    return film.frameRate();
  }

  @Override
  public int width() {
    return film.width() / scale;
  }

  @Override
  public int height() {
    return film.height() / scale;
  }

  @Override
  public double seconds() {
    return film.seconds();
  }

  @Override
  public byte @Nullable [] read() {
    byte[] rgb = film.read();
    if (rgb == null) {
      return null;
    }
    float[][] planes = new float[3][rgb.length / 3];
    for (int i = 0; i < rgb.length; i++) {
      planes[i % 3][i / 3] = (rgb[i] & 0xff) / 255f;
    }
    wear.apply(planes, film.width(), film.height(), picture++ / film.frameRate());
    byte[] small = new byte[3 * width() * height()];
    for (int p = 0; p < 3; p++) {
      for (int i = 0; i < small.length / 3; i++) {
        small[3 * i + p] = mean(planes[p], i % width() * scale, i / width() * scale);
      }
    }
    return small;
  }

  private byte mean(float[] plane, int left, int top) {
    float sum = 0;
    for (int row = top; row < top + scale; row++) {
      for (int column = left; column < left + scale; column++) {
        sum += Math.clamp(plane[row * film.width() + column], 0, 1);
      }
    }
    return (byte) Math.round(255 * sum / (scale * scale));
  }

  @Override
  public void close() {
    film.close();
  }
}
