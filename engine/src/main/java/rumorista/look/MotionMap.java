package rumorista.look;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import rumorista.vision.Box;

/**
 * Where the picture moves: the places whose brightness changes in several pictures. A cut or a
 * flash changes all of them, but only once or twice.
 */
final class MotionMap {
  private static final float GRAIN = 4.5f; // brightness steps of 255 that change by chance
  private static final int OFTEN = 2; // changes: more of them are motion
  private static final double ENOUGH = 0.06; // of a box moves: the outline of what is in it

  private final byte[] changes = new byte[Glance.WIDTH * Glance.HEIGHT];
  private @Nullable Glance before;
  private int changing; // places, from the last picture to this
  private long columns; // of them, summed up

  /** Takes the next picture; not more than a hundred before {@link #clear}. */
  void add(Glance glance) {
    Glance last = before;
    before = glance;
    changing = 0;
    columns = 0;
    for (int i = 0; i < changes.length && last != null; i++) {
      if (Math.abs(glance.grey()[i] - last.grey()[i]) > GRAIN) {
        changes[i]++;
        changing++;
        columns += i % Glance.WIDTH;
      }
    }
  }

  /** Share of the picture that changed from the last picture to this. */
  float now() {
    return (float) changing / changes.length;
  }

  /** Where that is on average, -1 (left) to 1 (right); 0 if nothing changed. */
  float position() {
    return changing == 0 ? 0 : (float) (2.0 * columns / changing / (Glance.WIDTH - 1) - 1);
  }

  /** Share of a box that moves. */
  double in(Box box) {
    int left = (int) (box.left() * (Glance.WIDTH - 1));
    int top = (int) (box.top() * (Glance.HEIGHT - 1));
    int right = Math.max(left + 1, (int) Math.ceil(box.right() * Glance.WIDTH));
    int bottom = Math.max(top + 1, (int) Math.ceil(box.bottom() * Glance.HEIGHT));
    int moving = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        moving += changes[y * Glance.WIDTH + x] > OFTEN ? 1 : 0;
      }
    }
    return moving / (double) ((right - left) * (bottom - top));
  }

  /** Whether what is in a box moves. */
  boolean moves(Box box) {
    return in(box) > ENOUGH;
  }

  /** Share of the picture that moves. */
  double share() {
    return in(new Box(0, 0, 1, 1));
  }

  /** The motion up to now, which no longer changes. */
  MotionMap copy() {
    MotionMap copy = new MotionMap();
    System.arraycopy(changes, 0, copy.changes, 0, changes.length);
    return copy;
  }

  /** Forgets the motion, not the last picture. */
  void clear() {
    Arrays.fill(changes, (byte) 0);
  }
}
