package rumorista.model.mmaudio;

/**
 * Which pictures of a film a network sees: at each tick, the first picture at or after it, as the
 * published code picks them. Pictures are shown to it in order.
 */
final class FramePicker {
  private final double step;
  private final double seconds;
  private double next;

  /**
   * @param rate pictures a second
   * @param seconds that are looked at; a picture at their very end still counts
   */
  FramePicker(double rate, double seconds) {
    this.step = 1 / rate;
    this.seconds = seconds;
  }

  /** How many ticks a picture at {@code time} seconds stands for. */
  int ticks(double time) {
    int ticks = 0;
    if (time <= seconds) {
      while (time >= next) { // added up in doubles, as the published code does
        ticks++;
        next += step;
      }
    }
    return ticks;
  }

  /** Whether a picture at {@code time} is behind all that is looked at. */
  boolean isPast(double time) {
    return time > seconds;
  }
}
