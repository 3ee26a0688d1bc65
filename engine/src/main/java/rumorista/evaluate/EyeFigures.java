package rumorista.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import rumorista.Progress;
import rumorista.Timeline;
import rumorista.VideoFrames;
import rumorista.library.Manifest;
import rumorista.library.Recording;
import rumorista.measure.FrameDifference;
import rumorista.measure.Listening;
import rumorista.measure.LoudnessCorrelation;
import rumorista.measure.OnsetAgreement;
import rumorista.media.AudioReader;
import rumorista.media.VideoReader;
import rumorista.model.eye.Eye;
import rumorista.render.Degradation;
import rumorista.render.Degradation.Strength;
import rumorista.render.Plays;
import rumorista.render.Scores;
import rumorista.render.Wear;
import rumorista.render.WornFilm;

/** Whether the eye sees when films sound and how loud, also in bad copies. */
public final class EyeFigures {
  private static final int FINER = 3; // times the eye's resolution, where films are worn
  private static final double LONGEST = 20; // seconds of a recording that leads films
  private static final String SHUFFLED = "minus shuffled";

  private EyeFigures() {}

  /** Somebody who watches. */
  private record Watcher(String name, double rate, int width, int height, Watching watching) {
    static Watcher of(Eye eye) {
      return new Watcher(
          "eye",
          eye.spec().frameRate(),
          eye.spec().columns(),
          eye.spec().rows(),
          frames -> eye.watch(frames, Progress.NONE));
    }

    static Watcher baseline() {
      return new Watcher(
          "frame difference",
          FrameDifference.FRAME_RATE,
          FrameDifference.WIDTH,
          FrameDifference.HEIGHT,
          frames -> FrameDifference.timeline(frames, Progress.NONE));
    }

    Timeline watch(Path film, @Nullable Wear wear) {
      int scale = wear == null ? 1 : FINER;
      VideoFrames frames = VideoReader.open(film, rate, width * scale, height * scale);
      try (VideoFrames seen = wear == null ? frames : new WornFilm(frames, wear, scale)) {
        return watching.of(seen);
      }
    }
  }

  private interface Watching {
    Timeline of(VideoFrames frames);
  }

  /** A film's sound, and what was seen in it. */
  private record Seen(String name, Timeline real, Timeline seen) {
    Followed.Attacks attacks() {
      double seconds = Math.min(real.seconds(), seen.seconds());
      return new Followed.Attacks(name, seconds, Listening.onsets(real), Listening.onsets(seen));
    }

    double r(Seen other) {
      return LoudnessCorrelation.of(other.real, seen);
    }
  }

  /**
   * Measures on films.
   *
   * @param folder films with their own sound
   * @param worn whether bad copies of them are measured too
   */
  public static List<Figure> films(Eye eye, Path folder, boolean worn, Progress progress) {
    List<Path> films = FilmFolder.of(folder);
    List<Timeline> sounds = new ArrayList<>();
    for (Path film : films) {
      sounds.add(Listening.timeline(AudioReader.readAll(film, Listening.SAMPLE_RATE, 1)));
    }
    List<Figure> figures = new ArrayList<>();
    Map<Watcher, Double> untouched = new LinkedHashMap<>();
    for (Watcher watcher : List.of(Watcher.of(eye), Watcher.baseline())) {
      List<Seen> seen = watch(watcher, films, sounds, i -> null);
      Figure onsets = onsets(watcher.name + ", onset F1", seen);
      figures.add(onsets);
      figures.add(
          Followed.of(
              watcher.name + ", loudness r",
              seen,
              seen.stream().map(Seen::name).toList(),
              Seen::r));
      untouched.put(watcher, gain(onsets));
    }
    if (worn) {
      int all = Degradation.values().length * Strength.values().length;
      for (Degradation kind : Degradation.values()) {
        for (Strength strength : Strength.values()) {
          figures.add(worn(kind, strength, films, sounds, untouched));
          progress.report("bad copies", (figures.size() - 4.0) / all);
        }
      }
    }
    return figures;
  }

  private static Figure worn(
      Degradation kind,
      Strength strength,
      List<Path> films,
      List<Timeline> sounds,
      Map<Watcher, Double> untouched) {
    String name =
        "onset F1 minus shuffled, %s, %s"
            .formatted(
                kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                strength.name().toLowerCase(Locale.ROOT));
    double value = Double.NaN;
    Map<String, Double> beside = new LinkedHashMap<>();
    for (Map.Entry<Watcher, Double> watcher : untouched.entrySet()) {
      double gain =
          gain(onsets("", watch(watcher.getKey(), films, sounds, i -> kind.of(strength, i))));
      boolean first = Double.isNaN(value);
      value = first ? gain : value;
      if (!first) {
        beside.put(watcher.getKey().name, gain);
      }
      beside.put(first ? "kept" : "of which kept", gain / watcher.getValue());
    }
    return Figure.of(name, value, films.size(), beside);
  }

  private static List<Seen> watch(
      Watcher watcher, List<Path> films, List<Timeline> sounds, IntFunction<@Nullable Wear> wear) {
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < films.size(); i++) {
      String name = String.valueOf(films.get(i).getFileName());
      seen.add(new Seen(name, sounds.get(i), watcher.watch(films.get(i), wear.apply(i))));
    }
    return seen;
  }

  private static Figure onsets(String name, List<Seen> seen) {
    return Followed.onsets(name, seen.stream().map(Seen::attacks).toList());
  }

  private static double gain(Figure figure) {
    return Objects.requireNonNull(figure.beside().get(SHUFFLED));
  }

  /**
   * Measures on films that are made, of kinds of scenes that were learned from and of others: as
   * they are, and as much worn as those that were learned from.
   *
   * @param data folder with a manifest
   * @param sources of the recordings that lead the films: not learned from
   * @param most films of either
   */
  public static List<Figure> procedural(
      Eye eye, Path data, Set<String> sources, int most, long seed, Progress progress) {
    Scores sounds = new Scores(sounds(data, sources, progress));
    List<Figure> figures = new ArrayList<>();
    for (boolean heldOut : new boolean[] {false, true}) {
      double seconds = eye.spec().windowFrames() / eye.spec().frameRate();
      Plays plays = new Plays(sounds, seconds, heldOut);
      for (boolean worn : new boolean[] {false, true}) {
        Tally ours = new Tally();
        Tally baseline = new Tally();
        for (int i = 0; i < most; i++) {
          Plays.Play play = plays.of(-seed, i);
          ours.add(play, worn, Watcher.of(eye));
          baseline.add(play, worn, Watcher.baseline());
          progress.report("made films", (i + 1.0) / most);
        }
        String name =
            "made films, %s%s: "
                .formatted(
                    heldOut ? "kinds of scenes held out" : "same kinds of scenes",
                    worn ? ", worn" : "");
        figures.add(ours.f1.figure(name + "onset F1", baseline.f1));
        figures.add(ours.r.figure(name + "loudness r", baseline.r));
      }
    }
    return figures;
  }

  private static List<Timeline> sounds(Path data, Set<String> sources, Progress progress) {
    List<Recording> recordings =
        Manifest.read(data).stream()
            .filter(recording -> sources.contains(recording.source()))
            .toList();
    List<Timeline> sounds = new ArrayList<>();
    for (Recording recording : recordings) {
      sounds.add(Scores.timeline(Listening.levels(Clip.of(recording.file(), LONGEST))));
      progress.report("listening", (double) sounds.size() / recordings.size());
    }
    return sounds;
  }

  /** Means over films, by kind too. */
  private static final class Means {
    private final Mean all = new Mean();
    private final Map<String, Mean> kinds = new TreeMap<>();

    void add(String kind, double value) {
      all.add(value);
      kinds.computeIfAbsent(kind, name -> new Mean()).add(value);
    }

    Figure figure(String name, Means baseline) {
      Map<String, Double> parts = new LinkedHashMap<>();
      kinds.forEach((kind, mean) -> parts.put(kind, mean.value()));
      return new Figure(
          name, all.value(), all.count(), Map.of("frame difference", baseline.all.value()), parts);
    }
  }

  /** What one watcher saw. */
  private static final class Tally {
    private final Means f1 = new Means();
    private final Means r = new Means();

    void add(Plays.Play play, boolean worn, Watcher watcher) {
      if (play.kind() == null) {
        return;
      }
      Timeline seen;
      try (VideoFrames film = play.film(watcher.width, watcher.height, worn)) {
        seen = watcher.watching.of(film);
      }
      String kind = play.kind().name().toLowerCase(Locale.ROOT);
      if (play.sharp() && play.score().onsets().length > 0) {
        f1.add(kind, OnsetAgreement.of(play.score().onsets(), Listening.onsets(seen)).f1());
      }
      r.add(kind, LoudnessCorrelation.of(play.score().timeline(), seen));
    }
  }
}
