package rumorista.library;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import rumorista.RumoristaException;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.library.packages.PackageFiles;
import rumorista.library.packages.PackageRecipe;
import rumorista.library.packages.PackageRecording;
import rumorista.media.AudioReader;
import rumorista.media.OutputFile;
import rumorista.media.SoundWriter;
import rumorista.text.SentenceEncoder;

/**
 * Makes the shipped sound library: cuts what {@code recipe.tsv} in its folder lists out of unpacked
 * packages, and writes recordings, manifest, credits and the captions' meanings. What {@code
 * quality.tsv} beside it says of a recording ({@code file}, {@code quality}, and {@code also} for
 * other kinds that are heard in it) counts instead of its {@link SignalQuality}.
 */
public final class LibraryBuilder {
  /** A tagger's verdicts, if there are any. */
  public static final String QUALITY_FILE = "quality.tsv";

  private static final int SAMPLE_RATE = 48_000;
  private static final List<String> COLUMNS =
      List.of(
          "file",
          "seconds",
          "class",
          "caption",
          "name",
          "sample_rate",
          "source",
          "licence",
          "licence_class",
          "attribution",
          "quality",
          "also");
  private static final String CREDITS =
      "The recordings of this sound library, by the packages that they were cut from.";

  private record Verdict(String quality, String also) {}

  private final Path packages;
  private final Path library;
  private final Map<String, PackageFiles> opened = new HashMap<>();
  private final Map<String, Verdict> verdicts;

  private LibraryBuilder(Path packages, Path library) {
    this.packages = packages;
    this.library = library;
    this.verdicts = verdicts(library.resolve(QUALITY_FILE));
  }

  /**
   * Builds the library in the folder of its recipe.
   *
   * @param packages a folder for each archive of the recipe, under the archive's name
   * @return how many recordings there are
   * @throws RumoristaException {@code INVALID_INPUT} if a package's file is not what the recipe
   *     says; {@code UNREADABLE_MEDIA} if it is missing or holds no sound
   */
  public static int build(Path packages, Path library, Consumer<String> lines) throws IOException {
    LibraryBuilder builder = new LibraryBuilder(packages, library);
    List<PackageRecording> recipe = PackageRecipe.read(library.resolve(PackageRecipe.FILE_NAME));
    List<String> manifest = new ArrayList<>(List.of(String.join("\t", COLUMNS)));
    long bytes = 0;
    for (PackageRecording recording : recipe) {
      manifest.add(builder.cut(recording));
      bytes += Files.size(library.resolve(recording.file()));
    }
    try (OutputFile output = OutputFile.create(library.resolve(Manifest.FILE_NAME), true)) {
      Files.write(output.path(), manifest);
      output.commit();
    }
    builder.describe();
    lines.accept("%d recordings, %.1f MB".formatted(recipe.size(), bytes / 1e6));
    return recipe.size();
  }

  /** Cuts a recording; returns its line of the manifest. */
  private String cut(PackageRecording recording) throws IOException {
    PackageFiles files =
        opened.computeIfAbsent(
            recording.archive(), name -> new PackageFiles(packages.resolve(name)));
    List<Waveform> parts = new ArrayList<>();
    for (int i = 0; i < recording.members().size(); i++) {
      String member = recording.members().get(i);
      if (!files.sha256(member).equals(recording.sha256().get(i))) {
        throw invalidInput(
            "%s: %s is not what the recipe was written for; fetch %s again",
            packages, member, recording.archive());
      }
      parts.add(decode(files.read(member), member));
    }
    Waveform original = Cutting.inSequence(parts, recording.everySeconds());
    Waveform sound = Cutting.cut(original, recording.startSeconds(), recording.seconds());
    if (sound.length() == 0) {
      throw RumoristaException.unreadableMedia(
          "%s: %s is silent", recording.archive(), recording.members());
    }
    write(sound, library.resolve(recording.file()), bitsPerSecond(recording, sound));
    double quality = SignalQuality.of(sound, SignalQuality.clippedShare(original));
    return line(recording, sound, quality);
  }

  private static Waveform decode(byte[] bytes, String member) throws IOException {
    Path file = Files.createTempFile("rumorista", ".sound");
    try {
      Files.write(file, bytes);
      return AudioReader.readAll(file, SAMPLE_RATE, 2);
    } catch (RumoristaException e) {
      throw new RumoristaException(e.kind(), "%s: %s".formatted(member, e.getMessage()), e);
    } finally {
      Files.delete(file);
    }
  }

  /** As much as keeps what the original had: the narrower it was, the less it needs. */
  private static int bitsPerSecond(PackageRecording recording, Waveform sound) {
    int rate = recording.sampleRate();
    int channel =
        rate >= 44_100 ? 96_000 : rate >= 32_000 ? 72_000 : rate >= 22_050 ? 56_000 : 40_000;
    return channel * sound.channels();
  }

  private static void write(Waveform sound, Path file, int bitsPerSecond) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (OutputFile output = OutputFile.create(file, true)) {
      SoundWriter.writeCoded(SoundStream.of(sound), output.path(), bitsPerSecond);
      output.commit();
    }
  }

  private String line(PackageRecording recording, Waveform sound, double quality) {
    Verdict verdict =
        verdicts.getOrDefault(
            recording.file(), new Verdict(String.format(Locale.ROOT, "%.2f", quality), ""));
    return String.join(
        "\t",
        recording.file(),
        String.format(Locale.ROOT, "%.3f", sound.seconds()),
        recording.label(),
        recording.caption(),
        recording.name(),
        Integer.toString(recording.sampleRate()),
        recording.source(),
        recording.licence(),
        recording.licenceClass(),
        recording.attribution(),
        verdict.quality(),
        verdict.also());
  }

  private void describe() throws IOException {
    List<Recording> recordings = Manifest.read(library);
    Attribution.write(library.resolve("ATTRIBUTION.md"), CREDITS, recordings);
    Set<String> texts = new LinkedHashSet<>();
    for (Recording recording : recordings) {
      texts.add(recording.caption());
      texts.add(recording.words());
    }
    new SentenceEncoder().write(library.resolve(SentenceEncoder.MEMORY), texts);
  }

  private static Map<String, Verdict> verdicts(Path file) {
    Map<String, Verdict> verdicts = new HashMap<>();
    if (!Files.exists(file)) {
      return verdicts;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        String[] fields = line.split("\t", -1);
        if (fields.length >= 2 && !fields[0].equals("file")) {
          verdicts.put(fields[0], new Verdict(fields[1], fields.length > 2 ? fields[2] : ""));
        }
      }
    } catch (IOException e) {
      throw invalidInput("%s: cannot be read (%s)", file, e);
    }
    return verdicts;
  }
}
