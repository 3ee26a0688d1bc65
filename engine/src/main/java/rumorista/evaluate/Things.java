package rumorista.evaluate;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rumorista.Progress;
import rumorista.evaluate.LabelledFrames.Frame;
import rumorista.evaluate.LabelledFrames.Thing;

/**
 * Whether the words for what is seen are right, on frames that a person has labelled. Precision is
 * the share of words said that name something in the frame; recall is the share of things in the
 * frames that are named, of those for which there is a word at all.
 */
public final class Things {
  private static final double[] THRESHOLDS = {0.3, 0.4, 0.5, 0.6, 0.7};

  private Things() {}

  /**
   * Measures on every film of the table that is in a folder or below it.
   *
   * @param seers by name; the first is the one in question, the others stand beside it
   * @param table lines of film, seconds and things; {@code null} for the shipped one
   * @throws rumorista.RumoristaException {@code INVALID_INPUT} if no such film is there
   */
  public static List<Figure> run(
      Map<String, ? extends Seer> seers, Path folder, @Nullable Path table, Progress progress) {
    Map<String, List<Frame>> labelled =
        table == null ? LabelledFrames.shipped() : LabelledFrames.read(table);
    Map<String, Path> films = films(folder, labelled.keySet());
    Map<String, List<Answer>> answers = new LinkedHashMap<>();
    int done = 0;
    for (Map.Entry<String, Path> film : films.entrySet()) {
      List<Frame> frames = labelled.getOrDefault(film.getKey(), List.of());
      double[] seconds = frames.stream().mapToDouble(Frame::seconds).toArray();
      for (Map.Entry<String, ? extends Seer> seer : seers.entrySet()) {
        List<Map<String, Double>> seen = seer.getValue().see(film.getValue(), seconds);
        for (int i = 0; i < seconds.length; i++) {
          answers
              .computeIfAbsent(seer.getKey(), name -> new ArrayList<>())
              .add(new Answer(film.getKey(), frames.get(i), seen.get(i), seer.getValue().words()));
        }
      }
      done++;
      progress.report("things", (double) done / films.size());
    }
    return figures(answers);
  }

  /** What was said of a frame. */
  record Answer(String film, Frame frame, Map<String, Double> words, Set<String> vocabulary) {
    /** Counts what is right at a threshold. */
    Tally tally(double threshold) {
      Set<String> said = new TreeSet<>();
      words.forEach((word, confidence) -> {
        if (confidence >= threshold) {
          said.add(word);
        }
      });
      int found = 0;
      int nameable = 0;
      int right = 0;
      Set<String> wrong = new TreeSet<>(said);
      for (Thing thing : frame.things()) {
        boolean named = thing.names().stream().anyMatch(said::contains);
        wrong.removeAll(thing.names());
        if (thing.clear()) {
          right += (int) thing.names().stream().filter(said::contains).count();
          found += named ? 1 : 0;
          nameable += thing.names().stream().anyMatch(vocabulary::contains) ? 1 : 0;
        }
      }
      return new Tally(right, wrong, found, nameable);
    }
  }

  /**
   * Counts.
   *
   * @param right words said that name something
   * @param wrong words said that name nothing
   * @param found things named
   * @param nameable things that have a name
   */
  record Tally(int right, Set<String> wrong, int found, int nameable) {}

  private static List<Figure> figures(Map<String, List<Answer>> answers) {
    List<Figure> figures = new ArrayList<>();
    for (double threshold : THRESHOLDS) {
      Map<String, Double> precision = new LinkedHashMap<>();
      Map<String, Double> recall = new LinkedHashMap<>();
      answers.forEach((name, frames) -> {
        Sum sum = Sum.of(frames, threshold);
        precision.put(name, sum.precision());
        recall.put(name, sum.recall());
      });
      List<Answer> ours = answers.values().iterator().next();
      figures.add(figure("precision", threshold, precision, ours, wrong(ours, threshold)));
      figures.add(figure("recall", threshold, recall, ours, perFilm(ours, threshold)));
    }
    return figures;
  }

  private static Figure figure(
      String what,
      double threshold,
      Map<String, Double> values,
      List<Answer> frames,
      Map<String, Double> parts) {
    Map.Entry<String, Double> own = values.entrySet().iterator().next();
    Map<String, Double> beside = new LinkedHashMap<>(values);
    beside.remove(own.getKey());
    String name = String.format(Locale.ROOT, "%s of words at %.1f", what, threshold);
    return new Figure(name, own.getValue(), frames.size(), beside, parts);
  }

  /** Which words were wrong, and how often. */
  private static Map<String, Double> wrong(List<Answer> frames, double threshold) {
    Map<String, Double> counts = new TreeMap<>();
    for (Answer frame : frames) {
      for (String word : frame.tally(threshold).wrong()) {
        counts.merge("wrong: " + word + " in " + frame.film(), 1.0, Double::sum);
      }
    }
    return counts;
  }

  private static Map<String, Double> perFilm(List<Answer> frames, double threshold) {
    Map<String, List<Answer>> films = new LinkedHashMap<>();
    frames.forEach(
        frame -> films.computeIfAbsent(frame.film(), film -> new ArrayList<>()).add(frame));
    Map<String, Double> parts = new LinkedHashMap<>();
    films.forEach((film, own) -> parts.put(film, Sum.of(own, threshold).recall()));
    return parts;
  }

  /** Counts over frames. */
  private record Sum(int right, int wrong, int found, int nameable) {
    static Sum of(List<Answer> frames, double threshold) {
      int right = 0;
      int wrong = 0;
      int found = 0;
      int nameable = 0;
      for (Answer frame : frames) {
        Tally tally = frame.tally(threshold);
        right += tally.right();
        wrong += tally.wrong().size();
        found += tally.found();
        nameable += tally.nameable();
      }
      return new Sum(right, wrong, found, nameable);
    }

    double precision() {
      return (double) right / (right + wrong);
    }

    double recall() {
      return (double) found / nameable;
    }
  }

  private static Map<String, Path> films(Path folder, Set<String> wanted) {
    Map<String, Path> films = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> wanted.contains(String.valueOf(file.getFileName())))
          .forEach(file -> films.put(String.valueOf(file.getFileName()), file));
    } catch (IOException e) {
      throw invalidInput("%s: no folder that can be read; wanted one with films", folder);
    }
    if (films.isEmpty()) {
      throw invalidInput(
          "%s: none of the labelled films is in it; wanted some of %s", folder, wanted);
    }
    return films;
  }
}
