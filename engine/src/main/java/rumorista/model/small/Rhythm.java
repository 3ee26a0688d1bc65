package rumorista.model.small;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import rumorista.Timeline;

/**
 * When things happen in a sound that no film leads: as they do in the recordings it is modelled on.
 */
final class Rhythm {
  private static final float ENDS =
      -25; // dB below the peak: a recording that sinks so far ends there
  private static final double SHORTEST_PAUSE = 0.15; // seconds
  private static final double LONGEST_PAUSE = 1.1;

  private Rhythm() {}

  /** A timeline of {@code tokens} whose loudest instant has {@code peak} dB. */
  static Timeline like(Exemplar exemplar, int tokens, float peak, RandomGenerator random) {
    double rate = exemplar.timeline().rate();
    float[] loudness = new float[tokens];
    float[] onset = new float[tokens];
    Arrays.fill(loudness, Timeline.SILENCE);
    float gain = peak - exemplar.peak();
    int at = 0;
    int part = random.nextInt(exemplar.starts().size());
    boolean first = true;
    while (at < tokens) {
      int from = exemplar.starts().get(part);
      int to =
          part + 1 < exemplar.starts().size() ? exemplar.starts().get(part + 1) : exemplar.tokens();
      int spare = to - from - (tokens - at);
      from += first && spare > 0 ? random.nextInt(spare + 1) : 0;
      for (int s = from; s < to && at < tokens; s++, at++) {
        loudness[at] = Math.max(Timeline.SILENCE, exemplar.timeline().loudness()[s] + gain);
        onset[at] = s == from && !first ? 0 : exemplar.timeline().onset()[s];
      }
      if (exemplar.timeline().loudness()[to - 1] < exemplar.peak() + ENDS) {
        at += (int) (rate * random.nextDouble(SHORTEST_PAUSE, LONGEST_PAUSE));
      }
      part = random.nextInt(exemplar.starts().size());
      first = false;
    }
    return new Timeline(rate, loudness, onset);
  }
}
