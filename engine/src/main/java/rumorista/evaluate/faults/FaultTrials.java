package rumorista.evaluate.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rumorista.Waveform;
import rumorista.measure.Clicks;
import rumorista.measure.Fault;
import rumorista.measure.SeamDetector;

/** Puts faults into sounds and looks whether they are found. */
final class FaultTrials {
  private static final double LONGEST = 12; // seconds of a sound that are used

  /** One trial: how strong the fault was, and whether it was found. */
  record Trial(String name, double strength, boolean found) {}

  private final Map<InsertedKind, List<Trial>> trials = new EnumMap<>(InsertedKind.class);

  /**
   * Puts one fault of each kind into a sound.
   *
   * @param known what the detectors find in the sound as it is; a fault put there is no trial
   */
  void add(String name, Waveform sound, List<Fault> known, long seed) {
    Waveform clean = Sounds.beginning(sound, LONGEST);
    for (InsertedKind kind : InsertedKind.values()) {
      Insertion insertion = FaultInserter.insert(kind, clean, seed);
      if (insertion == null || isKnown(kind, insertion, known)) {
        continue;
      }
      List<Fault> faults =
          kind.isClick() ? Clicks.find(insertion.sound()) : SeamDetector.find(insertion.sound());
      boolean found = faults.stream().anyMatch(f -> kind.matches(f, insertion.seconds()));
      trials
          .computeIfAbsent(kind, k -> new ArrayList<>())
          .add(new Trial(name, insertion.strength(), found));
    }
  }

  private static boolean isKnown(InsertedKind kind, Insertion insertion, List<Fault> known) {
    return known.stream().anyMatch(fault -> kind.matches(fault, insertion.seconds()));
  }

  List<Trial> of(InsertedKind kind) {
    return trials.getOrDefault(kind, List.of());
  }

  int hits(InsertedKind kind) {
    return (int) of(kind).stream().filter(Trial::found).count();
  }

  /** The share found; NaN if no sound had a place for one. */
  double share(InsertedKind kind) {
    return of(kind).isEmpty() ? Double.NaN : (double) hits(kind) / of(kind).size();
  }

  /** The smallest strength from which on 95 % are found, or null if there is none. */
  @Nullable Double sufficient(InsertedKind kind) {
    List<Trial> sorted =
        of(kind).stream()
            .sorted((a, b) -> Double.compare(Math.abs(a.strength), Math.abs(b.strength)))
            .toList();
    for (int i = 0; i + 20 <= sorted.size(); i++) {
      List<Trial> rest = sorted.subList(i, sorted.size());
      if (rest.stream().filter(Trial::found).count() >= 0.95 * rest.size()) {
        return sorted.get(i).strength;
      }
    }
    return null;
  }
}
