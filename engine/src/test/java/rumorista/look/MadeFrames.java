package rumorista.look;

import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import rumorista.VideoFrames;

/** Pictures made one by one, 25 a second, 192 x 108 pixels. */
final class MadeFrames implements VideoFrames {
  static final int WIDTH = 192;
  static final int HEIGHT = 108;

  private final int count;
  private final IntFunction<byte[]> painter;
  private int next;

  MadeFrames(int count, IntFunction<byte[]> painter) {
    this.count = count;
    this.painter = painter;
  }

  /** A picture of soft blobs, another one for every seed, moved across by so many pixels. */
  static byte[] scene(long seed, double shift, double gain) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] blobs = new double[12][];
    for (int i = 0; i < blobs.length; i++) {
      blobs[i] =
          new double[] {
            random.nextDouble(WIDTH),
            random.nextDouble(HEIGHT),
            random.nextDouble(12, 40),
            random.nextDouble(-90, 90)
          };
    }
    byte[] rgb = new byte[3 * WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double light = 120;
        for (double[] b : blobs) {
          double far = Math.hypot(Math.IEEEremainder(x + shift - b[0], WIDTH), y - b[1]) / b[2];
          light += b[3] * Math.exp(-far * far);
        }
        byte grey = (byte) (int) Math.clamp(gain * light, 0, 255);
        int i = 3 * (y * WIDTH + x);
        rgb[i] = grey;
        rgb[i + 1] = grey;
        rgb[i + 2] = grey;
      }
    }
    return rgb;
  }

  /** So much of one picture and the rest of another. */
  static byte[] mixed(byte[] a, byte[] b, double share) {
    byte[] rgb = new byte[a.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (int) ((1 - share) * (a[i] & 0xff) + share * (b[i] & 0xff));
    }
    return rgb;
  }

  /** One brightness everywhere. */
  static byte[] plain(int brightness) {
    byte[] rgb = new byte[3 * WIDTH * HEIGHT];
    java.util.Arrays.fill(rgb, (byte) brightness);
    return rgb;
  }

  /** The same with grain. */
  static byte[] grained(byte[] picture, double grain, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] rgb = new byte[picture.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (int) Math.clamp((picture[i] & 0xff) + grain * random.nextGaussian(), 0, 255);
    }
    return rgb;
  }

  @Override
  public double frameRate() {
    return ShotFinder.FRAME_RATE;
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public int height() {
    return HEIGHT;
  }

  @Override
  public double seconds() {
    return count / ShotFinder.FRAME_RATE;
  }

  @Override
  public byte @Nullable [] read() {
    return next < count ? painter.apply(next++) : null;
  }

  @Override
  public void close() {}
}
