package rumorista.library;

import static rumorista.RumoristaException.invalidInput;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import rumorista.RumoristaException;

/**
 * A folder of sounds, read as a list of recordings: by its {@code manifest.tsv}, or, if it has
 * none, every sound file below it, described by the names of files and folders. No sound is opened;
 * {@link LibraryIndex} adds what the files themselves say.
 *
 * @param warnings what was left out and why, one line each
 */
public record SoundFolder(
    Path folder, List<Recording> recordings, boolean hasManifest, List<String> warnings) {
  public SoundFolder {
    recordings = List.copyOf(recordings);
    warnings = List.copyOf(warnings);
  }

  /**
   * Lists a folder.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if it is no folder, has a broken manifest, or
   *     has neither manifest nor sound
   */
  public static SoundFolder open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw invalidInput(
          "%s: %s; a sound library is a folder of sounds",
          folder, Files.exists(folder) ? "not a folder" : "no such folder");
    }
    if (Files.exists(folder.resolve(Manifest.FILE_NAME))) {
      return new SoundFolder(folder, Manifest.read(folder), true, List.of());
    }
    FolderWalk walk = FolderWalk.of(folder);
    List<Path> files = walk.files();
    if (files.isEmpty()) {
      throw invalidInput(
          "%s: neither %s nor a sound file (such as .wav, .flac, .ogg, .mp3) in it%s",
          folder,
          Manifest.FILE_NAME,
          walk.warnings().isEmpty() ? "" : "; " + String.join("; ", walk.warnings()));
    }
    FileWords words = new FileWords(folder, files);
    return new SoundFolder(
        folder, files.stream().map(words::describe).toList(), false, walk.warnings());
  }
}
