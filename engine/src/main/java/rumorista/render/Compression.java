package rumorista.render;

import org.jspecify.annotations.Nullable;

/**
 * A starved codec: the difference to the last picture is coded in blocks of 8 x 8 by a coarse
 * discrete cosine transform, small differences not at all, and now and then a picture is coded
 * anew.
 */
final class Compression implements Wear {
  private static final int SIZE = 8;
  private static final int ANEW = 48; // pictures
  private static final float[] COSINE = new float[SIZE * SIZE];

  static {
    for (int k = 0; k < SIZE; k++) {
      for (int i = 0; i < SIZE; i++) {
        double scale = Math.sqrt((k == 0 ? 1.0 : 2.0) / SIZE);
        COSINE[k * SIZE + i] = (float) (scale * Math.cos(Math.PI * (i + 0.5) * k / SIZE));
      }
    }
  }

  private final double amount;
  private float @Nullable [][] shown;
  private int pictures;

  /**
   * @param amount step of the coefficients
   */
  Compression(double amount) {
    this.amount = amount;
  }

  @Override
  public void apply(float[][] planes, int width, int height, double time) {
    float[][] last = shown;
    if (last == null || pictures++ % ANEW == 0) {
      last = new float[planes.length][width * height];
      shown = last;
    }
    float[] block = new float[SIZE * SIZE];
    for (int p = 0; p < planes.length; p++) {
      for (int top = 0; top < height; top += SIZE) {
        for (int left = 0; left < width; left += SIZE) {
          code(planes[p], last[p], width, height, left, top, block);
        }
      }
      System.arraycopy(last[p], 0, planes[p], 0, planes[p].length);
    }
  }

  private void code(
      float[] plane, float[] last, int width, int height, int left, int top, float[] block) {
    float most = 0;
    for (int i = 0; i < block.length; i++) {
      int row = Math.min(height - 1, top + i / SIZE);
      int at = row * width + Math.min(width - 1, left + i % SIZE);
      block[i] = plane[at] - last[at];
      most = Math.max(most, Math.abs(block[i]));
    }
    if (most < 0.3 * amount) {
      return; // skipped, as it would be at this rate
    }
    transform(block, false);
    boolean any = false;
    for (int i = 0; i < block.length; i++) {
      float step = (float) (amount * (1 + 0.15 * (i / SIZE + i % SIZE)));
      block[i] = step * (int) (block[i] / step + 0.3f * Math.signum(block[i])); // a dead zone
      any |= block[i] != 0;
    }
    if (!any) {
      return;
    }
    transform(block, true);
    for (int row = top; row < Math.min(height, top + SIZE); row++) {
      for (int column = left; column < Math.min(width, left + SIZE); column++) {
        last[row * width + column] += block[(row - top) * SIZE + column - left];
      }
    }
  }

  /** The transform, or back, in place: rows, then columns. */
  private static void transform(float[] block, boolean back) {
    float[] line = new float[SIZE];
    for (int turn = 0; turn < 2; turn++) {
      int step = turn == 0 ? 1 : SIZE;
      for (int number = 0; number < SIZE; number++) {
        int start = turn == 0 ? number * SIZE : number;
        for (int k = 0; k < SIZE; k++) {
          float sum = 0;
          for (int i = 0; i < SIZE; i++) {
            sum += COSINE[back ? i * SIZE + k : k * SIZE + i] * block[start + i * step];
          }
          line[k] = sum;
        }
        for (int k = 0; k < SIZE; k++) {
          block[start + k * step] = line[k];
        }
      }
    }
  }
}
