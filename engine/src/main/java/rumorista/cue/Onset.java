package rumorista.cue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import rumorista.Timeline;
import rumorista.signal.Events;

/**
 * Visual onsets of a stretch of film, and who gets which.
 *
 * @param seconds when it is
 * @param strength 0 to about 1
 * @param level in dB relative to the loudest moment of the film; 0 or less
 * @param position in the frame, -1 to 1
 */
record Onset(double seconds, double strength, double level, double position) {
  private static final double SCATTERED = 0.25; // standard deviation of places: things apart

  /** The onsets of a timeline between two instants. */
  static List<Onset> between(
      Timeline activity, DoubleUnaryOperator position, double start, double end) {
    float loudest = activity.peak();
    int from = (int) Math.clamp(Math.ceil(start * activity.rate()), 0, activity.length());
    int to = (int) Math.clamp(Math.ceil(end * activity.rate()), from, activity.length());
    List<Onset> onsets = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (activity.onset()[i] > Events.AUDIBLE) {
        double seconds = i / activity.rate();
        double level = Math.min(0, after(activity, i) - loudest);
        onsets.add(new Onset(seconds, activity.onset()[i], level, position.applyAsDouble(seconds)));
      }
    }
    return onsets;
  }

  /** The loudest level of the tenth of a second that follows. */
  private static float after(Timeline activity, int from) {
    int to = Math.min(activity.length(), from + (int) Math.ceil(0.1 * activity.rate()) + 1);
    float level = Timeline.SILENCE;
    for (int i = from; i < to; i++) {
      level = Math.max(level, activity.loudness()[i]);
    }
    return level;
  }

  /**
   * Shares onsets out among several things: by their place if they lie apart, else in turns, so
   * that each of them is heard.
   *
   * @return a list for each thing, ordered by time
   */
  static List<List<Onset>> share(List<Onset> onsets, int things) {
    List<List<Onset>> shares = new ArrayList<>();
    for (int i = 0; i < things; i++) {
      shares.add(new ArrayList<>());
    }
    boolean apart = things > 1 && deviation(onsets) > SCATTERED;
    List<Onset> ordered = new ArrayList<>(onsets);
    if (apart) {
      ordered.sort(Comparator.comparingDouble(Onset::position));
    }
    for (int i = 0; i < ordered.size() && things > 0; i++) {
      int thing = apart ? (int) ((long) i * things / ordered.size()) : i % things;
      shares.get(thing).add(ordered.get(i));
    }
    shares.forEach(share -> share.sort(Comparator.comparingDouble(Onset::seconds)));
    return shares;
  }

  private static double deviation(List<Onset> onsets) {
    double mean = onsets.stream().mapToDouble(Onset::position).average().orElse(0);
    double square =
        onsets.stream().mapToDouble(o -> Math.pow(o.position() - mean, 2)).average().orElse(0);
    return Math.sqrt(square);
  }
}
