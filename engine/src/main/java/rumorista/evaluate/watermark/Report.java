package rumorista.evaluate.watermark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The table that trials add up to. */
public final class Report {
  private final List<Trial> trials = new ArrayList<>();

  void add(Trial trial) {
    trials.add(trial);
  }

  private Tally tally(Predicate<Trial> which, Predicate<Trial> hit) {
    Tally tally = Tally.NONE;
    for (Trial trial : trials) {
      tally = which.test(trial) ? tally.and(hit.test(trial)) : tally;
    }
    return tally;
  }

  /** Detection by attack and length, audibility and ids, in Markdown. */
  public String toMarkdown() {
    List<Double> lengths = trials.stream().map(Trial::seconds).distinct().sorted().toList();
    StringBuilder text = new StringBuilder();
    text.append("Detected, in percent, with 95 % intervals of Wilson; proven at 1e-6.\n\n");
    row(text, "attack", lengths.stream().map(s -> "%.0f s".formatted(s)).toList());
    row(text, "---", lengths.stream().map(s -> "---").toList());
    trials.stream()
        .map(Trial::attack)
        .distinct()
        .forEach(attack ->
            row(text, attack, lengths.stream().map(s -> cell(attack, s, false)).toList()));
    trials.stream()
        .map(Trial::attack)
        .filter(name -> name.startsWith("none") || name.equals("AAC 64k"))
        .distinct()
        .forEach(attack ->
            row(
                text,
                attack + ", mostly silent clips",
                lengths.stream().map(s -> cell(attack, s, true)).toList()));
    text.append('\n');
    lengths.forEach(seconds -> text.append(audibility(seconds)).append('\n'));
    Tally right = tally(Trial::marked, Trial::right);
    Tally wrong = tally(trial -> trial.right() || trial.wrong(), Trial::wrong);
    text.append("Id read, of what was detected: %s %%%n".formatted(right.toText()));
    text.append("Wrong id: %d of %d that were read%n".formatted(wrong.hits(), wrong.trials()));
    return text.toString();
  }

  private String cell(String attack, double seconds, boolean sparse) {
    return tally(
            trial ->
                trial.attack().equals(attack)
                    && trial.seconds() == seconds
                    && trial.sparse() == sparse,
            Trial::marked)
        .toText();
  }

  private String audibility(double seconds) {
    TreeMap<String, Double> clips = new TreeMap<>();
    TreeMap<String, Boolean> kinds = new TreeMap<>();
    TreeMap<String, Boolean> sparse = new TreeMap<>();
    trials.stream()
        .filter(trial -> trial.seconds() == seconds)
        .forEach(trial -> {
          clips.put(trial.kind() + "/" + trial.clip(), trial.audibility());
          kinds.put(trial.kind(), true);
          if (trial.sparse()) {
            sparse.put(trial.kind() + "/" + trial.clip(), true);
          }
        });
    List<Double> sorted = clips.values().stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "%.0f s: %d clips of %d kinds (%d mostly silent); noise-to-mask ratio: median %.2f dB,"
            + " largest %.2f dB, over 0 dB: %d",
        seconds,
        sorted.size(),
        kinds.size(),
        sparse.size(),
        sorted.get(sorted.size() / 2),
        sorted.getLast(),
        sorted.stream().filter(ratio -> ratio > 0).count());
  }

  private static void row(StringBuilder text, String name, List<String> cells) {
    text.append("| ").append(name).append(" | ").append(String.join(" | ", cells)).append(" |\n");
  }
}
