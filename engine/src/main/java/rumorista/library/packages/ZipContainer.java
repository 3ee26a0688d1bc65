package rumorista.library.packages;

import static rumorista.RumoristaException.unreadableMedia;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A zip archive, by whatever name. */
record ZipContainer(Path file, byte[] bytes) implements Container {
  @Override
  public byte[] read(String member) {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(member)) {
          return zip.readAllBytes();
        }
      }
    } catch (IOException e) {
      throw unreadableMedia("%s: is broken (%s)", file, e);
    }
    throw unreadableMedia("%s: holds no %s", file, member);
  }
}
