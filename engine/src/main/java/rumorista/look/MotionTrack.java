package rumorista.look;

import java.util.Arrays;

/**
 * Where the frame moves, frame by frame.
 *
 * @param rate frames a second
 * @param position mean horizontal place of what changes, -1 (left) to 1 (right) {@code [frame]}
 * @param share of the frame that changes, 0 to 1 {@code [frame]}
 */
public record MotionTrack(double rate, float[] position, float[] share) {
  private static final double NEAR = 0.12; // seconds to either side of an instant

  /** The place of what moves at an instant; 0 if nothing does. */
  public double positionAt(double seconds) {
    int from = (int) Math.clamp((seconds - NEAR) * rate, 0, share.length);
    int to = (int) Math.clamp(Math.ceil((seconds + NEAR) * rate), from, share.length);
    double sum = 0;
    double weights = 1e-9;
    for (int i = from; i < to; i++) {
      sum += share[i] * position[i];
      weights += share[i];
    }
    return sum / weights;
  }

  /** Takes down what a {@link MotionMap} tells of each frame. */
  static final class Recorder {
    private final double rate;
    private float[] position = new float[256];
    private float[] share = new float[256];
    private int frames;

    Recorder(double rate) {
      this.rate = rate;
    }

    void add(MotionMap motion) {
      if (frames == share.length) {
        position = Arrays.copyOf(position, 2 * frames);
        share = Arrays.copyOf(share, 2 * frames);
      }
      position[frames] = motion.position();
      share[frames++] = motion.now();
    }

    MotionTrack track() {
      return new MotionTrack(rate, Arrays.copyOf(position, frames), Arrays.copyOf(share, frames));
    }
  }
}
