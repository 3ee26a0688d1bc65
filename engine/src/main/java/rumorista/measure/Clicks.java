package rumorista.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rumorista.Waveform;

/**
 * Finds what is broken within a few samples: spikes, jumps, dropouts, clipping, and waveforms that
 * begin or stop at full height. Meant for 48 kHz. How often it is right: {@code evaluate.faults}.
 */
public final class Clicks {
  private static final double LEAST_DECIBELS = 22;
  private static final double ALIKE = 0.62;
  private static final double EDGE_SECONDS = 0.003; // a click here is a start, an end or a gap

  private Clicks() {}

  /** The faults of all channels, in the order of time. */
  public static List<Fault> find(Waveform sound) {
    PredictionOutliers outliers = new PredictionOutliers(LEAST_DECIBELS, ALIKE);
    List<Fault> faults = new ArrayList<>();
    for (int channel = 0; channel < sound.channels(); channel++) {
      float[] samples = sound.samples()[channel];
      List<Fault> gaps = Gaps.find(samples, channel, sound.sampleRate());
      for (Fault click : outliers.find(samples, channel, sound.sampleRate())) {
        if (!isEdge(click.seconds(), gaps, sound.seconds())) {
          faults.add(click);
        }
      }
      faults.addAll(gaps);
      faults.addAll(ClippedRuns.find(samples, channel, sound.sampleRate()));
    }
    faults.sort(Comparator.comparingDouble(Fault::seconds));
    return faults;
  }

  private static boolean isEdge(double seconds, List<Fault> gaps, double end) {
    return seconds < EDGE_SECONDS
        || seconds > end - EDGE_SECONDS
        || gaps.stream().anyMatch(gap -> covers(gap, seconds));
  }

  private static boolean covers(Fault gap, double seconds) {
    double length = gap.kind() == Fault.Kind.DROPOUT ? gap.strength() / 1000 : 0;
    return seconds > gap.seconds() - EDGE_SECONDS
        && seconds < gap.seconds() + length + EDGE_SECONDS;
  }
}
