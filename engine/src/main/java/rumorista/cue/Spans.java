package rumorista.cue;

import java.util.ArrayList;
import java.util.List;
import rumorista.Timeline;

/** When something goes on in a film: the spans of a sustained sound. */
final class Spans {
  private static final double DEPTH = 22; // dB under the loudest: there it ends
  private static final double SHORTEST = 0.25; // seconds
  private static final double LONGEST_GAP = 0.4; // seconds, within a span
  private static final double LONGEST = 20; // seconds

  private Spans() {}

  /** Start and end of each, in seconds, between two instants. */
  static List<double[]> of(Timeline activity, double start, double end) {
    double least = Math.max(activity.peak() - DEPTH, Timeline.SILENCE + 1);
    int from = (int) Math.clamp(start * activity.rate(), 0, activity.length());
    int to = (int) Math.clamp(end * activity.rate(), from, activity.length());
    List<double[]> spans = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (activity.loudness()[i] < least) {
        continue;
      }
      double at = i / activity.rate();
      double next = (i + 1) / activity.rate();
      double[] last = spans.isEmpty() ? null : spans.getLast();
      boolean goesOn = last != null && at - last[1] <= LONGEST_GAP && next - last[0] <= LONGEST;
      if (last != null && goesOn) {
        last[1] = next;
      } else {
        spans.add(new double[] {at, next});
      }
    }
    spans.removeIf(span -> span[1] - span[0] < SHORTEST);
    return spans;
  }
}
