package rumorista.evaluate;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import rumorista.Progress;
import rumorista.Prompt;
import rumorista.Timeline;
import rumorista.Waveform;
import rumorista.generate.Foley;
import rumorista.measure.Listening;
import rumorista.measure.OnsetAgreement;
import rumorista.measure.PhaseOnsets;
import rumorista.media.AudioReader;
import rumorista.media.MediaInfo;

/**
 * Whether the sound made for a film happens when its real sound does. What agrees by chance is what
 * agrees with the real sounds of the other films.
 */
public final class Films {
  private static final String PROMPTS = "prompts.tsv";

  private Films() {}

  /**
   * A film's attacks: real ones by either detector, the film's motion, the timeline composed, the
   * sound made.
   */
  private record Seen(
      String name,
      double seconds,
      double[] real,
      double[] realIndependent,
      double[] motion,
      double[] composed,
      double[] made,
      double[] madeIndependent) {}

  /**
   * Makes a sound for every film in a folder.
   *
   * @param folder films with their own sound; beside them, if wanted, {@code prompts.tsv} with
   *     lines of file name, tab, prompt
   */
  public static List<Figure> run(Studio studio, Path folder, long seed) {
    Map<String, String> prompts = prompts(folder.resolve(PROMPTS));
    List<Path> films = films(folder);
    List<Seen> seen = new ArrayList<>();
    for (Path film : films) {
      String prompt = prompts.getOrDefault(String.valueOf(film.getFileName()), "");
      seen.add(watch(studio, film, new Prompt(prompt, ""), seed));
      studio.done("films", seen.size(), films.size());
    }
    return List.of(
        figure("onset F1 against the real sound", seen, Seen::made, Seen::real),
        figure(
            "the same by an independent detector",
            seen,
            Seen::madeIndependent,
            Seen::realIndependent),
        figure("the timeline that it follows", seen, Seen::composed, Seen::real),
        figure("the film's motion alone", seen, Seen::motion, Seen::real),
        figure(
            "the same, real sound by an independent detector",
            seen,
            Seen::motion,
            Seen::realIndependent));
  }

  private static Seen watch(Studio studio, Path film, Prompt prompt, long seed) {
    Waveform real = AudioReader.readAll(film, Listening.SAMPLE_RATE, 1);
    Timeline motion = Foley.watch(film, Progress.NONE);
    Timeline timeline = studio.foley().compose(prompt, motion);
    Waveform made = studio.take(prompt, timeline, motion.seconds(), seed).sound();
    return new Seen(
        String.valueOf(film.getFileName()),
        Math.min(real.seconds(), motion.seconds()),
        Listening.onsets(Listening.timeline(real)),
        PhaseOnsets.of(real),
        Listening.onsets(motion),
        Listening.onsets(timeline),
        Listening.onsets(Listening.timeline(made)),
        PhaseOnsets.of(made));
  }

  /** One of a film's lists of attacks. */
  private interface Onsets {
    double[] of(Seen seen);
  }

  private static Figure figure(String name, List<Seen> seen, Onsets ours, Onsets real) {
    Mean own = new Mean();
    Mean others = new Mean();
    Map<String, Double> parts = new LinkedHashMap<>();
    for (Seen film : seen) {
      double f1 = OnsetAgreement.of(real.of(film), ours.of(film)).f1();
      Mean chance = new Mean();
      for (Seen other : seen) {
        if (!other.name.equals(film.name)) {
          double common = Math.min(film.seconds, other.seconds);
          chance.add(
              OnsetAgreement.of(before(real.of(other), common), before(ours.of(film), common))
                  .f1());
        }
      }
      own.add(f1);
      others.add(chance.value());
      parts.put(film.name, f1);
      parts.put(film.name + ", shuffled", chance.value());
    }
    Map<String, Double> beside = new LinkedHashMap<>();
    beside.put("shuffled", others.value());
    beside.put("minus shuffled", own.value() - others.value());
    return new Figure(name, own.value(), seen.size(), beside, parts);
  }

  private static double[] before(double[] onsets, double end) {
    return Arrays.stream(onsets).filter(t -> t < end).toArray();
  }

  private static List<Path> films(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> films =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.endsWith(PROMPTS))
              .sorted()
              .filter(Films::isFilm)
              .toList();
      if (films.size() < 2) {
        throw invalidInput(
            "%s: %d films with sound; wanted two or more, to compare them", folder, films.size());
      }
      return films;
    } catch (IOException e) {
      throw invalidInput("%s: no folder that can be read; wanted one with films", folder);
    }
  }

  private static boolean isFilm(Path file) {
    MediaInfo info = MediaInfo.probe(file);
    return info.hasPicture() && info.hasSound();
  }

  private static Map<String, String> prompts(Path file) {
    Map<String, String> prompts = new HashMap<>();
    if (!Files.exists(file)) {
      return prompts;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        int tab = line.indexOf('\t');
        if (tab < 0) {
          throw invalidInput("%s: \"%s\" has no tab; wanted file name, tab, prompt", file, line);
        }
        prompts.put(line.substring(0, tab), line.substring(tab + 1).strip());
      }
      return prompts;
    } catch (IOException e) {
      throw invalidInput("%s: cannot be read (%s)", file, e.getMessage());
    }
  }
}
