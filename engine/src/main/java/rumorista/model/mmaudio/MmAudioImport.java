package rumorista.model.mmaudio;

import static rumorista.RumoristaException.badModel;
import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.model.ModelSpec;
import rumorista.tensor.Kind;
import rumorista.tensor.SafetensorsWriter;
import rumorista.tensor.TensorFile;

/**
 * Makes a model directory out of the published weights that a user has. Nothing is downloaded, and
 * no file is trusted: each key, shape and number is checked, each checksum where it is known.
 */
public final class MmAudioImport {
  private static final int DEEPEST = 3; // folders below the one that is given
  private static final long NARROWED = 1 << 16; // numbers: smaller tensors keep their 32 bits
  private static final int BLOCK = 1 << 20;

  private final Path folder;
  private final MmAudioVariant variant;
  private final boolean narrow;
  private final boolean published;

  /**
   * @param folder where the files are, at most three folders down
   * @param narrow whether the large networks' weights are kept in 16 bits
   * @param published whether checksums must be those of the published files
   */
  public MmAudioImport(Path folder, MmAudioVariant variant, boolean narrow, boolean published) {
    this.folder = folder;
    this.variant = variant;
    this.narrow = narrow;
    this.published = published;
  }

  /** What completes a directory of weights: writes its {@code model.json} and tries it out. */
  public interface Finish {
    void finish(Path directory, ModelSpec.MmAudio spec) throws IOException;
  }

  /**
   * Imports.
   *
   * @param output the model's directory, which must not exist; it appears when all is well
   * @param finish what completes the directory: writes its {@code model.json} and tries it out
   * @throws RumoristaException INVALID_INPUT if files are missing or the directory exists,
   *     BAD_MODEL if one is broken, or is another one
   */
  public void run(Path output, Progress progress, Finish finish) {
    if (Files.exists(output)) {
      throw invalidInput("%s: exists already; remove it or give another --out", output);
    }
    Map<PublishedFile, Path> files = find();
    Path partial = output.resolveSibling(output.getFileName() + ".partial");
    try {
      delete(partial);
      Files.createDirectories(partial);
      Map<String, Object> sources = new LinkedHashMap<>();
      for (Map.Entry<PublishedFile, Path> entry : files.entrySet()) {
        Path path = entry.getValue();
        progress.report("importing " + path.getFileName(), (double) sources.size() / files.size());
        sources.put(String.valueOf(path.getFileName()), convert(entry.getKey(), path, partial));
      }
      progress.report("trying it out", 1);
      Map<String, Object> training = new LinkedHashMap<>();
      training.put("commit", variant.published() + (narrow ? "-bf16" : "-fp32"));
      training.put("md5", sources);
      finish.finish(partial, variant.spec(training));
      Files.move(partial, output, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw invalidInput("%s: cannot be written (%s)", output, e.getMessage());
    } finally {
      delete(partial);
    }
  }

  private Map<PublishedFile, Path> find() {
    if (!Files.isDirectory(folder)) {
      throw invalidInput("%s: no such folder; --weights is where the published files are", folder);
    }
    Map<PublishedFile, Path> found = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (PublishedFile file : variant.files()) {
      Optional<Path> path = file.names().stream().flatMap(name -> find(name).stream()).findFirst();
      path.ifPresentOrElse(
          there -> found.put(file, there), () -> missing.add(String.join(" or ", file.names())));
    }
    if (!missing.isEmpty()) {
      throw invalidInput(
          "%s: %s %s missing; docs/MODELS.md says where %s needs them from",
          folder,
          String.join(", ", missing),
          missing.size() == 1 ? "is" : "are",
          variant.published());
    }
    return found;
  }

  private Optional<Path> find(String name) {
    try (Stream<Path> paths = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
      return paths
          .filter(path -> String.valueOf(path.getFileName()).equals(name))
          .filter(Files::isRegularFile)
          .sorted()
          .findFirst();
    } catch (IOException e) {
      throw invalidInput("%s: cannot be read (%s)", folder, e.getMessage());
    }
  }

  /** Writes the parts of a file; returns its checksum. */
  private String convert(PublishedFile file, Path path, Path directory) throws IOException {
    String md5 = md5(path);
    if (published && file.md5() != null && !file.md5().equals(md5)) {
      checkReadable(file, path); // what is cut short or another file is told so first
      throw badModel(
          "%s: its md5 is %s; that of the published file is %s: get it again, or say --unpublished"
              + " if it is your own",
          path, md5, file.md5());
    }
    try (TensorFile tensors = TensorFile.open(path)) {
      Map<String, SafetensorsWriter.Source> state = file.read(tensors);
      for (var part : file.parts().entrySet()) {
        Map<String, SafetensorsWriter.Source> chosen = new LinkedHashMap<>(state);
        chosen.keySet().removeIf(part.getValue().negate());
        boolean codec = file.folding() != PublishedFile.Folding.NOTHING;
        SafetensorsWriter.write(
            directory.resolve(part.getKey()),
            source -> codec ? Kind.F32 : kind(source, narrow),
            chosen);
      }
    }
    return md5;
  }

  private static void checkReadable(PublishedFile file, Path path) {
    try (TensorFile tensors = TensorFile.open(path)) {
      file.read(tensors);
    }
  }

  /** What the weights of flow and encoders are kept in; small ones keep their 32 bits. */
  static Kind kind(SafetensorsWriter.Source source, boolean narrow) {
    long count = Arrays.stream(source.shape()).reduce(1, Math::multiplyExact);
    return narrow && source.shape().length > 1 && count >= NARROWED ? Kind.BF16 : Kind.F32;
  }

  private static String md5(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      byte[] block = new byte[BLOCK];
      for (int length = in.read(block); length >= 0; length = in.read(block)) {
        digest.update(block, 0, length);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw invalidInput("%s: cannot be removed (%s)", directory, e.getMessage());
    }
  }
}
