package rumorista.evaluate;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import rumorista.Cue;
import rumorista.CueSheet;
import rumorista.EventCue;
import rumorista.Progress;
import rumorista.Prompt;
import rumorista.Timeline;
import rumorista.Waveform;
import rumorista.generate.Request;
import rumorista.generate.Rumorista;
import rumorista.look.FilmAnalysis;
import rumorista.measure.FrameDifference;
import rumorista.measure.Listening;
import rumorista.measure.PhaseOnsets;
import rumorista.media.AudioReader;
import rumorista.media.VideoReader;

/**
 * Whether the sound made for a film happens when its real sound does. What agrees by chance is what
 * agrees with the real sounds of the other films.
 */
public final class Films {
  private static final String PROMPTS = "prompts.tsv";

  private Films() {}

  /**
   * A film's attacks: real ones by either detector, what the eye sees, what frame differences say,
   * the cues of events, the sound made.
   */
  private record Seen(
      String name,
      double seconds,
      double[] real,
      double[] realIndependent,
      double[] motion,
      double[] difference,
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
    List<Path> films = FilmFolder.of(folder);
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
        figure("the event cues that it follows", seen, Seen::composed, Seen::real),
        figure("what the eye sees", seen, Seen::motion, Seen::real),
        figure(
            "the same, real sound by an independent detector",
            seen,
            Seen::motion,
            Seen::realIndependent),
        figure("frame difference, no eye", seen, Seen::difference, Seen::real));
  }

  private static Seen watch(Studio studio, Path film, Prompt prompt, long seed) {
    Waveform real = AudioReader.readAll(film, Listening.SAMPLE_RATE, 1);
    Request request = Request.film(film).effects(prompt.text());
    FilmAnalysis analysis =
        Objects.requireNonNull(studio.rumorista().analyze(request, Progress.NONE));
    Timeline motion = analysis.activity();
    Rumorista.Sketch sketch = studio.rumorista().sketch(request, analysis, seed, Progress.NONE);
    Waveform made = Studio.heard(sketch);
    return new Seen(
        String.valueOf(film.getFileName()),
        Math.min(real.seconds(), motion.seconds()),
        Listening.onsets(Listening.timeline(real)),
        PhaseOnsets.of(real),
        Listening.onsets(motion),
        Listening.onsets(difference(film)),
        cues(sketch.cues()),
        Listening.onsets(Listening.timeline(made)),
        PhaseOnsets.of(made));
  }

  /** When the cues of single events are. */
  private static double[] cues(CueSheet sheet) {
    return sheet.cues().stream()
        .filter(cue -> cue instanceof EventCue)
        .mapToDouble(Cue::start)
        .toArray();
  }

  private static Timeline difference(Path film) {
    try (VideoReader frames =
        VideoReader.open(
            film, FrameDifference.FRAME_RATE, FrameDifference.WIDTH, FrameDifference.HEIGHT)) {
      return FrameDifference.timeline(frames, Progress.NONE);
    }
  }

  /** One of a film's lists of attacks. */
  private interface Onsets {
    double[] of(Seen seen);
  }

  private static Figure figure(String name, List<Seen> seen, Onsets ours, Onsets real) {
    return Followed.onsets(
        name,
        seen.stream()
            .map(
                film -> new Followed.Attacks(film.name, film.seconds, real.of(film), ours.of(film)))
            .toList());
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
