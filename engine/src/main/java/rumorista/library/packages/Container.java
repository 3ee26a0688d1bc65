package rumorista.library.packages;

import static rumorista.RumoristaException.unreadableMedia;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import rumorista.RumoristaException;

/** A file of a package that holds sounds. */
interface Container {
  /**
   * The bytes of a sound file inside.
   *
   * @throws RumoristaException {@code UNREADABLE_MEDIA} if there is no such member or the container
   *     is broken
   */
  byte[] read(String member);

  /**
   * Opens a container by its extension: {@code .zip} and {@code .pk3}, {@code .rcc} (Qt), {@code
   * .cat} (OpenTTD), {@code .ocg}, {@code .ocd}, {@code .ocf} (OpenClonk), {@code .sf2}.
   */
  static Container open(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    String extension = name.substring(name.lastIndexOf('.') + 1);
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadableMedia("%s: cannot be read (%s)", file, e);
    }
    try {
      return switch (extension) {
        case "zip", "pk3" -> new ZipContainer(file, bytes);
        case "rcc" -> new QtResource(file, bytes);
        case "cat" -> new SoundCatalogue(file, bytes);
        case "ocg", "ocd", "ocf" -> ClonkGroup.unpack(file, bytes);
        case "sf2" -> new SoundFont(file, bytes);
        default ->
            throw unreadableMedia(
                "%s: wanted a container of sounds: .zip .pk3 .rcc .cat .ocg .ocd .ocf .sf2", file);
      };
    } catch (IndexOutOfBoundsException e) {
      throw unreadableMedia("%s: is broken or cut off", file);
    }
  }
}
