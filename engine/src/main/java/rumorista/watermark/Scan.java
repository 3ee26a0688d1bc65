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

  /** The best peak of all keys, by the pilots; of z = 0 where there is no sound. */
  Peak highest(Fold[] folds) {
    Peak highest = new Peak(0, 0, 0, 0);
    for (int key = 0; key < keys.size(); key++) {
      for (Peak peak : peaks(folds, key)) {
        highest = peak.z > highest.z ? peak : highest;
      }
    }
    return highest;
  }

  /** The pilots' correlations with folded blocks, one fold a phase, at every shift. */
  private List<Peak> peaks(Fold[] folds, int key) {
    List<Peak> peaks = new ArrayList<>();
    float[] correlation = new float[Grid.SLOTS];
    for (int phase = 0; phase < folds.length; phase++) {
      double norm = folds[phase].norm();
      if (norm == 0) {
        continue;
      }
      keys.get(key).correlatePilots(folds[phase].sums, correlation);
      for (int shift = 0; shift < Grid.SLOTS; shift++) {
        peaks.add(new Peak(key, phase, shift, correlation[shift] / norm));
      }
    }
    return peaks;
  }

  /** A message read at a peak. */
  record Reading(Peak peak, int message, boolean valid, double z, double lead) {}

  /**
   * Of every key, the best reading of folded blocks and the best whose checksum is right.
   *
   * @param leastZ what a reading must reach to prove anything; below, checksums are not looked into
   */
  List<Reading> read(Fold[] folds, double leastZ) {
    List<Reading> result = new ArrayList<>();
    for (int key = 0; key < keys.size(); key++) {
      read(folds, key, leastZ, result);
    }
    return result;
  }

  private void read(Fold[] folds, int key, double leastZ, List<Reading> result) {
    List<Reading> readings =
        peaks(folds, key).stream()
            .sorted(Comparator.comparingDouble(Peak::z).reversed())
            .limit(PEAKS)
            .map(peak -> reading(folds[peak.phase], peak))
            .sorted(Comparator.comparingDouble(Reading::z).reversed())
            .toList();
    readings.stream()
        .limit(LISTED)
        .filter(reading -> reading.z >= leastZ)
        .map(reading -> valid(folds[reading.peak.phase], reading.peak))
        .filter(reading -> reading.z > 0)
        .max(Comparator.comparingDouble(Reading::z))
        .ifPresent(result::add);
    readings.stream()
        .limit(1)
        .filter(reading -> !reading.valid || reading.z < leastZ) // else it is listed, with its lead
        .forEach(result::add);
  }

  private Reading reading(Fold fold, Peak peak) {
    float[] received = keys.get(peak.key).receive(fold.sums, peak.shift);
    return reading(peak, fold.norm(), ConvolutionalCode.decode(received), 0);
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
