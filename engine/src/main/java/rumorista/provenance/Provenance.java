package rumorista.provenance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/**
 * Signs films and sounds with a C2PA manifest (Content Credentials, C2PA 2), and checks those of
 * others: <a href="https://spec.c2pa.org">spec.c2pa.org</a>. Files of any length pass through in
 * little memory.
 */
public final class Provenance {
  private Provenance() {}

  /**
   * A file that was signed.
   *
   * @param manifest the signed manifest store, to be kept in the ledger
   * @param embedded whether it lies in the file; if not, {@link #writeSidecar} puts it there
   */
  public record Signed(byte[] manifest, boolean embedded) {
    /**
     * Writes the manifest beside a file in which it has no place, whole or not at all.
     *
     * @param file under its final name
     * @param force whether a manifest that lies there already may be replaced
     * @return where the manifest is; {@code null} if it lies in the file itself
     * @throws RumoristaException {@code INVALID_INPUT} if it cannot be written, or one lies there
     *     and may not be replaced
     */
    public @Nullable Path writeSidecar(Path file, boolean force) {
      if (embedded) {
        return null;
      }
      Path sidecar = sidecar(file);
      if (!force && Files.exists(sidecar)) {
        throw RumoristaException.invalidInput(
            "%s: the manifest of another file lies there: choose another name, or force it",
            sidecar);
      }
      Path temporary = temporary(sidecar);
      try {
        Files.write(temporary, manifest, StandardOpenOption.CREATE_NEW);
        Files.move(temporary, sidecar, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw unwritable(sidecar, e);
      } finally {
        delete(temporary);
      }
      return sidecar;
    }
  }

  /**
   * Where the manifest of a file lies that cannot hold it: {@code out.c2pa} for {@code out.mkv}.
   */
  public static Path sidecar(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".c2pa");
  }

  /**
   * Signs a file, as the last thing that is done to it: any change after that breaks the signature.
   * The manifest goes into mp4, mov, m4a, wav and mp3, the file being replaced in one step; other
   * kinds stay as they are.
   *
   * @param file not yet under its final name, if it is to appear whole or not at all
   * @throws RumoristaException {@code INVALID_INPUT} if it cannot be written, or has a manifest
   *     already; {@code UNREADABLE_MEDIA} if it is broken, or no film or sound
   */
  public static Signed sign(Path file, Origin origin, SigningKey key) {
    return sign(file, origin, prepare(key, origin.film()));
  }

  /**
   * What signing needs beside the finished file, so that it can be got ready while that is made.
   */
  public static final class Preparation {
    private final SigningKey key;
    private final @Nullable Path path;
    private final @Nullable Ingredient film;

    private Preparation(SigningKey key, @Nullable Path path, @Nullable Ingredient film) {
      this.key = key;
      this.path = path;
      this.film = film;
    }

    /** What is signed with. */
    public SigningKey key() {
      return key;
    }
  }

  /**
   * Reads and hashes the film that a work is made for.
   *
   * @param film as the work's origin will name it
   * @throws RumoristaException {@code INVALID_INPUT} if it cannot be read
   */
  public static Preparation prepare(SigningKey key, @Nullable Path film) {
    return new Preparation(key, film, film == null ? null : Ingredient.read(film));
  }

  /** As {@link #sign(Path, Origin, SigningKey)}, with what was prepared for the origin's film. */
  public static Signed sign(Path file, Origin origin, Preparation preparation) {
    if (!Objects.equals(origin.film(), preparation.path)) {
      throw new IllegalArgumentException("prepared for %s".formatted(preparation.path));
    }
    ManifestWriter writer = new ManifestWriter(origin, preparation.key, preparation.film);
    Path temporary = temporary(file);
    try (FileChannel channel = FileChannel.open(file)) {
      Container container = Container.of(channel);
      if (container == null) {
        throw RumoristaException.unreadableMedia("no film or sound of a kind that is known");
      }
      if (container.find(channel) != null) {
        throw RumoristaException.invalidInput(
            "has a C2PA manifest already: sign a file that was newly written");
      }
      byte[] manifest = embed(container, channel, temporary, writer);
      if (manifest != null) {
        keepRights(file, temporary);
        Files.move(
            temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new Signed(manifest, true);
      }
      return new Signed(writer.write(DataHash.LABEL, DataHash.of(channel, null)), false);
    } catch (NoSuchFileException e) {
      throw RumoristaException.invalidInput("%s: does not exist", file);
    } catch (IOException e) {
      throw unwritable(file, e);
    } catch (RumoristaException e) {
      throw new RumoristaException(e.kind(), file + ": " + e.getMessage(), e);
    } finally {
      delete(temporary);
    }
  }

  /** Makes the signed copy; {@code null} if the file has no room for a manifest. */
  private static byte @Nullable [] embed(
      Container container, FileChannel file, Path temporary, ManifestWriter writer)
      throws IOException {
    boolean isFilm = container instanceof BmffContainer;
    String label = isFilm ? BmffHash.LABEL : DataHash.LABEL;
    ObjectNode placeholder = isFilm ? BmffHash.placeholder() : DataHash.placeholder();
    int length = writer.write(label, placeholder).length;
    try (FileChannel copy =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      Place place = container.copyWithRoom(file, copy, length);
      if (place == null) {
        return null;
      }
      byte[] manifest = writer.write(label, isFilm ? BmffHash.of(copy) : DataHash.of(copy, place));
      if (manifest.length != length) {
        throw new IllegalStateException(
            "a manifest of %d bytes for a room of %d".formatted(manifest.length, length));
      }
      FileBytes.write(copy, place.start(), manifest);
      copy.force(true);
      return manifest;
    }
  }

  /**
   * Checks a film or sound against its manifest, in it or beside it.
   *
   * @param trustAnchors certificates whose word on the signer is believed
   * @throws RumoristaException {@code INVALID_INPUT} if the file cannot be read; {@code
   *     UNREADABLE_MEDIA} if it is no film or sound, or its container is broken. A broken manifest
   *     is no exception but a verdict.
   */
  public static Verification verify(Path file, List<X509Certificate> trustAnchors) {
    return Verifier.check(file, trustAnchors).verification();
  }

  /**
   * Reads a manifest store alone, as the ledger keeps it: who signed, and what is said. It is never
   * {@code whole}, because it is compared with no file.
   *
   * @param trustAnchors certificates whose word on the signer is believed
   */
  public static Verification inspect(byte[] manifest, List<X509Certificate> trustAnchors) {
    return Verifier.check(manifest, trustAnchors);
  }

  /**
   * Reads certificates to trust.
   *
   * @param file PEM
   * @throws RumoristaException {@code INVALID_INPUT} if there are none in it
   */
  public static List<X509Certificate> trustAnchors(Path file) {
    return Certificates.parsePem(KeyFiles.readPublic(file), file);
  }

  /**
   * The manifest store in a file or beside it, as it stands.
   *
   * @return {@code null} if there is none, or it is broken
   * @throws RumoristaException as {@link #verify}
   */
  public static byte @Nullable [] read(Path file) {
    ManifestStore store = Verifier.check(file, List.of()).manifests();
    return store == null ? null : store.bytes();
  }

  private static Path temporary(Path file) {
    String random =
        Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
    return file.toAbsolutePath().resolveSibling(".rumorista-" + random + ".signing");
  }

  private static void keepRights(Path from, Path to) throws IOException {
    if (from.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    }
  }

  private static RumoristaException unwritable(Path file, IOException e) {
    RumoristaException known = FileBytes.unreadable(file, e);
    return known.kind() == RumoristaException.Kind.CANCELLED
        ? known
        : RumoristaException.invalidInput(
            "%s: cannot be signed (%s): check the disk and the rights", file, FileBytes.reason(e));
  }

  private static void delete(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException ignored) {
      // Nothing can be done about a file that the system will not let go.
    }
  }
}
