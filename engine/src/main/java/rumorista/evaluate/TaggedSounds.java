package rumorista.evaluate;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rumorista.Progress;
import rumorista.Waveform;
import rumorista.measure.Tagger;
import rumorista.media.AudioReader;
import rumorista.model.tagger.TaggerInput;

/** Scores the sounds of a folder against the kinds that their file names begin with. */
public final class TaggedSounds {
  private static final int TOP = 3;
  private static final String ENDINGS = ".*\\.(wav|flac|opus|ogg|mp3|m4a)";

  private TaggedSounds() {}

  /**
   * A sound and what the tagger says of it.
   *
   * @param score of its own kind, 0 to 1
   * @param rank of its own kind: 1 is the most probable
   * @param top the most probable kinds
   */
  public record Tagged(Path file, String kind, double score, int rank, List<String> top) {}

  /**
   * All sounds in {@code folder} and below.
   *
   * @throws rumorista.RumoristaException {@code INVALID_INPUT} if there is none, or a name begins
   *     with no kind
   */
  public static List<Tagged> run(Tagger tagger, Path folder, Progress progress) {
    List<Tagged> tagged = new ArrayList<>();
    List<Path> files = files(folder);
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      String kind = kind(name, tagger.kinds());
      if (kind == null) {
        throw invalidInput(
            "%s: begins with no kind that the tagger knows; wanted a name like %s.1.wav",
            file, tagger.kinds().getFirst());
      }
      Waveform sound = AudioReader.readAll(file, TaggerInput.SAMPLE_RATE, 1);
      float[] tags = tagger.tag(sound);
      List<String> wanted = List.of(kind);
      tagged.add(
          new Tagged(
              file,
              kind,
              tagger.score(sound, wanted),
              tagger.rank(tags, wanted) + 1,
              tagger.top(tags, TOP)));
      progress.report("tagging", (double) tagged.size() / files.size());
    }
    return tagged;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files =
          all.filter(file -> file.toString().toLowerCase(java.util.Locale.ROOT).matches(ENDINGS))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw invalidInput("%s: holds no sounds; wanted some like dog.1.wav", folder);
      }
      return files;
    } catch (IOException e) {
      throw invalidInput("%s: cannot be read (%s)", folder, e.getMessage());
    }
  }

  /** The longest kind that a name begins with, before a dot or a hyphen. */
  private static @Nullable String kind(String name, List<String> kinds) {
    return kinds.stream()
        .filter(kind -> name.startsWith(kind + ".") || name.startsWith(kind + "-"))
        .findFirst()
        .orElse(null);
  }
}
