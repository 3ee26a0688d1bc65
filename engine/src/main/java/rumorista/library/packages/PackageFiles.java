package rumorista.library.packages;

import static rumorista.RumoristaException.unreadableMedia;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import rumorista.RumoristaException;
import rumorista.provenance.Sha256;

/**
 * Reads files of an unpacked package: {@code folder/sound.wav}, or {@code data.zip!/sound.wav} for
 * a file within a container.
 */
public final class PackageFiles {
  private static final String WITHIN = "!/";

  private final Path folder;
  private final Map<String, Container> opened = new HashMap<>();
  private final Map<String, String> checksums = new HashMap<>();

  /** The members of one package, which lies unpacked in {@code folder}. */
  public PackageFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * The bytes of a sound file.
   *
   * @throws RumoristaException {@code UNREADABLE_MEDIA} if there is no such file
   */
  public byte[] read(String path) {
    int within = path.indexOf(WITHIN);
    if (within < 0) {
      try {
        return Files.readAllBytes(inside(path));
      } catch (IOException e) {
        throw unreadableMedia("%s: holds no readable %s; unpack the package again", folder, path);
      }
    }
    Container container =
        opened.computeIfAbsent(path.substring(0, within), name -> Container.open(inside(name)));
    try {
      return container.read(path.substring(within + WITHIN.length()));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw unreadableMedia("%s: %s is broken or cut off", folder, path);
    }
  }

  /**
   * The checksum of a file; for a note of a SoundFont that of the SoundFont, since a note is made,
   * not stored.
   */
  public String sha256(String path) {
    int within = path.indexOf(WITHIN);
    if (within < 0 || !path.substring(0, within).endsWith(".sf2")) {
      return Sha256.of(read(path));
    }
    return checksums.computeIfAbsent(path.substring(0, within), font -> Sha256.of(read(font)));
  }

  private Path inside(String path) {
    Path file = folder.resolve(path).normalize();
    if (!file.startsWith(folder.normalize())) {
      throw unreadableMedia("%s: %s lies outside of it", folder, path);
    }
    return file;
  }
}
