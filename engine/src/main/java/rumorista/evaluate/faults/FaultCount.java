package rumorista.evaluate.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rumorista.Waveform;
import rumorista.measure.Clicks;
import rumorista.measure.Fault;
import rumorista.measure.SeamDetector;

/** How many faults are found in sounds into which none were put. */
final class FaultCount {
  private final Map<Fault.Kind, Integer> faults = new EnumMap<>(Fault.Kind.class);
  private final Map<Fault.Kind, Integer> soundsWith = new EnumMap<>(Fault.Kind.class);
  private final Map<Fault.Kind, Map<String, Double>> byName = new EnumMap<>(Fault.Kind.class);
  private static final double EDGE_SECONDS = 0.05;

  private final Map<Fault.Kind, Integer> edges = new EnumMap<>(Fault.Kind.class);
  private int sounds;
  private double minutes;

  /** Looks for faults in one more sound. */
  List<Fault> add(String name, Waveform sound) {
    List<Fault> found = new ArrayList<>(Clicks.find(sound));
    found.addAll(SeamDetector.find(sound));
    sounds++;
    minutes += sound.seconds() / 60;
    found.stream()
        .map(Fault::kind)
        .distinct()
        .forEach(kind -> soundsWith.merge(kind, 1, this::sum));
    for (Fault fault : found) {
      faults.merge(fault.kind(), 1, this::sum);
      if (fault.seconds() < EDGE_SECONDS || fault.seconds() > sound.seconds() - EDGE_SECONDS) {
        edges.merge(fault.kind(), 1, this::sum);
      }
      byName.computeIfAbsent(fault.kind(), kind -> new TreeMap<>()).merge(name, 1.0, Double::sum);
    }
    return found;
  }

  private int sum(int a, int b) {
    return a + b;
  }

  int sounds() {
    return sounds;
  }

  int faults(Fault.Kind kind) {
    return faults.getOrDefault(kind, 0);
  }

  /** Those at the first or last instant of a sound, where it was cut by whoever made it. */
  int atEdges(Fault.Kind kind) {
    return edges.getOrDefault(kind, 0);
  }

  double minutes() {
    return minutes;
  }

  double perMinute(Fault.Kind kind) {
    return minutes == 0 ? Double.NaN : faults.getOrDefault(kind, 0) / minutes;
  }

  /** Share of the sounds that have at least one. */
  Interval shareWith(Fault.Kind kind) {
    return Interval.of(soundsWith.getOrDefault(kind, 0), sounds);
  }

  double share(Fault.Kind kind) {
    return sounds == 0 ? Double.NaN : (double) soundsWith.getOrDefault(kind, 0) / sounds;
  }

  /** How many each sound has that has any. */
  Map<String, Double> parts(Fault.Kind kind) {
    return byName.getOrDefault(kind, Map.of());
  }
}
