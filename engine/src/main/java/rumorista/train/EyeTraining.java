package rumorista.train;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import rumorista.Timeline;
import rumorista.library.Attribution;
import rumorista.library.Manifest;
import rumorista.library.Recording;
import rumorista.model.eye.Eye;
import rumorista.model.eye.EyeNetwork;
import rumorista.model.eye.EyeSpec;
import rumorista.render.Plays;
import rumorista.render.Scores;
import rumorista.signal.MelSpectrogram;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorScope;

/**
 * {@code rumorista train eye}: from recordings, or films, to a network that sees when they sound.
 */
public final class EyeTraining {
  private static final double OWN_SHARE = 0.5; // of the examples, where films are made beside

  private EyeTraining() {}

  /**
   * What is learned from.
   *
   * @param recordings folder with a manifest, for whose recordings films are made; null for none
   * @param films folder of films with their own sound; null for none
   * @param heldOut sources of recordings that are not learned from
   * @param start an eye to begin with; null begins from nothing
   */
  public record Data(
      @Nullable Path recordings, @Nullable Path films, Set<String> heldOut, @Nullable Path start) {
    public Data {
      if (recordings == null && films == null) {
        throw invalidInput("neither recordings nor films; wanted one of them to learn from");
      }
    }

    /** A folder of either kind: one with a manifest holds recordings, any other one films. */
    public static Data of(
        Path folder, @Nullable Path films, Set<String> heldOut, @Nullable Path start) {
      boolean recordings = Files.exists(folder.resolve(Manifest.FILE_NAME));
      if (!recordings && films != null) {
        throw invalidInput(
            "%s: has no %s; with --films, wanted recordings there", folder, Manifest.FILE_NAME);
      }
      return new Data(recordings ? folder : null, recordings ? films : folder, heldOut, start);
    }
  }

  /**
   * Trains, or goes on training, and makes the out folder an eye: {@code eye.safetensors} (the
   * averaged weights, 16 bit), {@code model.json} and, of recordings, {@code ATTRIBUTION.md}.
   *
   * @param lines is told of the progress, line by line
   * @return steps done in all
   */
  public static long run(EyeSpec spec, Data data, TrainingOptions options, Consumer<String> lines) {
    Map<String, Object> record = new LinkedHashMap<>();
    OwnFilms films = null;
    try (TensorScope scope = new TensorScope()) {
      Files.createDirectories(options.out());
      BiFunction<Long, Long, EyeExample> made = made(spec, data, options, record, lines);
      BiFunction<Long, Long, EyeExample> own = null;
      if (data.films != null) {
        Path file = options.out().resolve("films.grey");
        films = OwnFilms.open(data.films, file, spec, new EveryTenth(lines));
        lines.accept("%d films with sound".formatted(films.count()));
        record.put("films", films.count());
        own = films::make;
      }
      torch.manual_seed(options.seed());
      EyeNetwork network = new EyeNetwork(spec);
      if (data.start != null) {
        StateDict.load(data.start.resolve(Eye.WEIGHTS), network);
        record.put("begunWith", String.valueOf(data.start.getFileName()));
      }
      lines.accept(
          "%,d parameters"
              .formatted(StateDict.of(network).values().stream().mapToLong(t -> t.numel()).sum()));
      EyeTask task = new EyeTask(spec, network, mixed(made, own), options);
      Trainer trainer = new Trainer(task, options);
      long steps = trainer.run(new TrainingLog(options, lines));
      StateDict.save(options.out().resolve(Eye.WEIGHTS), trainer.average(), true);
      record.put("steps", steps);
      options.record(record);
      Eye.write(options.out(), spec.trained(record));
      return steps;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (films != null) {
        films.close();
      }
    }
  }

  /** Films that are made for recordings; null if there are none. */
  private static @Nullable BiFunction<Long, Long, EyeExample> made(
      EyeSpec spec,
      Data data,
      TrainingOptions options,
      Map<String, Object> record,
      Consumer<String> lines)
      throws IOException {
    if (data.recordings == null) {
      return null;
    }
    List<Recording> recordings = Manifest.read(data.recordings);
    List<Integer> used = HeldOut.others(recordings, data.heldOut, lines);
    Path cache = options.out().resolve("features.bin");
    Scores scores = new Scores(sounds(cache, recordings, used, lines));
    List<Recording> heard = used.stream().map(recordings::get).toList();
    record.put("manifestSha256", Digest.of(data.recordings.resolve(Manifest.FILE_NAME)));
    record.put("recordings", heard.size());
    record.put("heldOut", new TreeSet<>(data.heldOut));
    Attribution.write(
        options.out().resolve("ATTRIBUTION.md"),
        "The weights were learned from films that were made to fit the loudness and the attacks of"
            + " these recordings; behind each line, how many they are.",
        heard);
    double seconds = spec.windowFrames() / spec.frameRate();
    return new EyeExamples(spec, new Plays(scores, seconds, false))::make;
  }

  /** What the recordings do, and when; their spectrograms are not kept. */
  static List<Timeline> sounds(
      Path cacheFile, List<Recording> recordings, List<Integer> used, Consumer<String> lines) {
    FeatureCache cache =
        FeatureCache.open(cacheFile, recordings, MelSpectrogram.standard(), new EveryTenth(lines));
    List<Timeline> sounds = new ArrayList<>();
    for (int i : used) {
      sounds.add(Scores.timeline(cache.levels(i, 0, cache.frames(i))));
    }
    return sounds;
  }

  private static BiFunction<Long, Long, EyeExample> mixed(
      @Nullable BiFunction<Long, Long, EyeExample> made,
      @Nullable BiFunction<Long, Long, EyeExample> own) {
    if (made == null || own == null) {
      return made != null ? made : java.util.Objects.requireNonNull(own);
    }
    long every = Math.round(1 / OWN_SHARE);
    return (seed, index) -> (index % every == 0 ? own : made).apply(seed, index);
  }
}
