package rumorista.measure;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts how often a tagger finds the kind of sound that is there. */
public final class Hearing {
  private static final int TOP = 5;

  private final Map<String, int[]> counts = new TreeMap<>(); // of a kind: sounds, top 1, top 5

  /** Adds a sound of a kind and the {@linkplain Tagger#rank rank} that the kind has in it. */
  public void add(String kind, int rank) {
    int[] count = counts.computeIfAbsent(kind, name -> new int[3]);
    count[0]++;
    count[1] += rank == 0 ? 1 : 0;
    count[2] += rank < TOP ? 1 : 0;
  }

  /** Sounds added. */
  public int sounds() {
    return counts.values().stream().mapToInt(count -> count[0]).sum();
  }

  /** Kinds that sounds were added of. */
  public int kinds() {
    return counts.size();
  }

  /** Share of kinds found as the most probable, each kind by the share of its sounds. */
  public double topOne() {
    return mean(1);
  }

  /** Share of kinds found among the five most probable. */
  public double topFive() {
    return mean(2);
  }

  /** Share of the sounds of one kind that are found as the most probable. */
  public double topOne(String kind) {
    return share(kind, 1);
  }

  /** Share of the sounds of one kind that are found among the five most probable. */
  public double topFive(String kind) {
    return share(kind, 2);
  }

  private double share(String kind, int place) {
    int[] count = counts.getOrDefault(kind, new int[3]);
    return (double) count[place] / count[0];
  }

  /** Mean over kinds, so that a kind with many recordings counts as much as any other. */
  private double mean(int place) {
    return counts.values().stream()
        .mapToDouble(count -> (double) count[place] / count[0])
        .average()
        .orElse(Double.NaN);
  }

  /** All figures by name. */
  public Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("sounds", sounds());
    figures.put("kinds", kinds());
    figures.put("top1", Math.round(1000 * topOne()) / 1000.0);
    figures.put("top5", Math.round(1000 * topFive()) / 1000.0);
    return figures;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "top 1 %.3f, top 5 %.3f (%d sounds of %d kinds)",
        topOne(),
        topFive(),
        sounds(),
        kinds());
  }
}
