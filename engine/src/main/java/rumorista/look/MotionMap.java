package rumorista.look;

import org.jspecify.annotations.Nullable;
import rumorista.vision.Box;

/** Where the picture moves: the brightness changes of each place, averaged over some pictures. */
final class MotionMap {
  private static final float GRAIN = 2.5f; // brightness steps of 255 that change by chance
  private static final float MOVING = 2; // mean change, beyond grain, of what moves
  private static final float CUT = 40; // mean change of a whole picture that is no motion

  private final float[] sum = new float[Glance.WIDTH * Glance.HEIGHT];
  private int pictures;
  private @Nullable Glance before;

  /** Takes the next picture. */
  void add(Glance glance) {
    Glance last = before;
    before = glance;
    if (last == null) {
      return;
    }
    float[] change = new float[sum.length];
    double mean = 0;
    for (int i = 0; i < sum.length; i++) {
      change[i] = Math.max(0, Math.abs(glance.grey()[i] - last.grey()[i]) - GRAIN);
      mean += change[i] / sum.length;
    }
    if (mean < CUT) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += change[i];
      }
      pictures++;
    }
  }

  /** Mean change inside a box, in brightness steps a picture. */
  double in(Box box) {
    int left = (int) (box.left() * (Glance.WIDTH - 1));
    int top = (int) (box.top() * (Glance.HEIGHT - 1));
    int right = Math.max(left + 1, (int) Math.ceil(box.right() * Glance.WIDTH));
    int bottom = Math.max(top + 1, (int) Math.ceil(box.bottom() * Glance.HEIGHT));
    double mean = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        mean += sum[y * Glance.WIDTH + x];
      }
    }
    return pictures == 0 ? 0 : mean / pictures / ((right - left) * (bottom - top));
  }

  /** Whether what is in a box moves. */
  boolean moves(Box box) {
    return in(box) > MOVING;
  }

  /** Share of the picture that moves. */
  double share() {
    int moving = 0;
    for (float place : sum) {
      moving += pictures > 0 && place / pictures > MOVING ? 1 : 0;
    }
    return (double) moving / sum.length;
  }

  /** The motion up to now, which no longer changes. */
  MotionMap copy() {
    MotionMap copy = new MotionMap();
    System.arraycopy(sum, 0, copy.sum, 0, sum.length);
    copy.pictures = pictures;
    return copy;
  }

  /** Forgets the motion, not the last picture. */
  void clear() {
    java.util.Arrays.fill(sum, 0);
    pictures = 0;
  }
}
