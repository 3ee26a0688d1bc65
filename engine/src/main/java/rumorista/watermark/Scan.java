package rumorista.watermark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks for the patterns of keys in residuals. */
final class Scan {
  private static final int PEAKS = 24; // beginnings of a block that are looked into
  private static final int LISTED = 2; // of them, those whose checksums are tried on a list
  private static final int LIST = 32;

  private final List<Chips> keys;

  Scan(List<Chips> keys) {
    this.keys = keys;
  }

  /** Where a block may begin, by the pilots. */
  record Peak(int key, int phase, int shift, double z) {}

  /** The pilots' best peaks in folded blocks, one fold a phase, best first. */
  List<Peak> peaks(Fold[] folds, int most) {
    List<Peak> peaks = new ArrayList<>();
    float[] correlation = new float[Grid.SLOTS];
    for (int phase = 0; phase < folds.length; phase++) {
      double norm = folds[phase].norm();
      for (int key = 0; norm > 0 && key < keys.size(); key++) {
        keys.get(key).correlatePilots(folds[phase].sums, correlation);
        for (int shift = 0; shift < Grid.SLOTS; shift++) {
          peaks.add(new Peak(key, phase, shift, correlation[shift] / norm));
        }
      }
    }
    peaks.sort(Comparator.comparingDouble(Peak::z).reversed());
    return peaks.subList(0, Math.min(most, peaks.size()));
  }

  /** A message read at a peak. */
  record Reading(Peak peak, int message, boolean valid, double z, double lead) {}

  /** The best reading of folded blocks, one a phase, and the best whose checksum is right. */
  List<Reading> read(Fold[] folds) {
    List<Reading> readings = new ArrayList<>();
    for (Peak peak : peaks(folds, PEAKS)) {
      Fold fold = folds[peak.phase];
      double norm = fold.norm();
      float[] received = keys.get(peak.key).receive(fold.sums, peak.shift);
      ConvolutionalCode.Candidate best = ConvolutionalCode.decode(received, 1).getFirst();
      readings.add(reading(peak, norm, best, 0));
    }
    readings.sort(Comparator.comparingDouble(Reading::z).reversed());
    List<Reading> result = new ArrayList<>();
    if (readings.isEmpty()) {
      return result;
    }
    readings.stream()
        .limit(LISTED)
        .map(reading -> valid(folds[reading.peak.phase], reading.peak))
        .filter(reading -> reading.z > 0)
        .max(Comparator.comparingDouble(Reading::z))
        .ifPresent(result::add);
    if (!readings.getFirst().valid) { // else it is the other one, without its lead
      result.add(readings.getFirst());
    }
    return result;
  }

  private static Reading reading(
      Peak peak, double norm, ConvolutionalCode.Candidate candidate, double lead) {
    boolean valid = Payload.id(candidate.message()).isPresent();
    return new Reading(peak, candidate.message(), valid, peak.z + candidate.metric() / norm, lead);
  }

  /** The best message of a list whose checksum is right; of z = 0 if there is none. */
  private Reading valid(Fold fold, Peak peak) {
    double norm = fold.norm();
    float[] received = keys.get(peak.key).receive(fold.sums, peak.shift);
    List<ConvolutionalCode.Candidate> list = ConvolutionalCode.decode(received, LIST);
    List<ConvolutionalCode.Candidate> valid =
        list.stream().filter(c -> Payload.id(c.message()).isPresent()).toList();
    if (valid.isEmpty()) {
      return new Reading(peak, 0, false, 0, 0);
    }
    double best = valid.getFirst().metric();
    double next = valid.size() > 1 ? valid.get(1).metric() : list.getLast().metric();
    double z = peak.z + best / norm;
    // Chips are amplitude times sign plus noise; a step of the metric is worth amplitude /
    // variance.
    double amplitude = z * norm / Grid.CHIPS;
    double variance = Math.max(1e-9, norm * norm / Grid.CHIPS - amplitude * amplitude);
    return reading(peak, norm, valid.getFirst(), (best - next) * amplitude / variance);
  }
}
