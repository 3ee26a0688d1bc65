package rumorista.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/**
 * What was made: a file to which lines are only added, each holding the hash of the one before, and
 * the manifests beside it. From the id in a watermark it finds the work, and its manifest if that
 * was stripped. Any number of threads and processes may use one ledger at once.
 */
public final class Ledger {
  private final Path folder;
  private final LedgerFile file;
  private final Clock clock;

  /**
   * Ids that this object has allocated, by sound, and not yet seen used: each is for one release.
   */
  private final Map<String, Integer> allocated = new ConcurrentHashMap<>();

  private Ledger(Path folder, Clock clock) {
    this.folder = folder;
    this.file = new LedgerFile(folder.resolve("ledger.jsonl"));
    this.clock = clock;
  }

  /**
   * The ledger under Rumorista's home. It is made when the first line is written.
   *
   * @param home as given by {@link Keys#home()}
   */
  public static Ledger open(Path home) {
    return open(home, Clock.systemUTC());
  }

  static Ledger open(Path home, Clock clock) {
    return new Ledger(home.resolve("ledger"), clock);
  }

  /**
   * How the ledger stands.
   *
   * @param entries how many lines it has
   * @param head the hash of the last line: whoever keeps it elsewhere will see any later change
   * @param clockWentBack the numbers of lines before which the clock had gone back
   * @param tornBytes of a last line that a crash cut off; the next one written sets them aside
   * @param missingManifests names of works whose manifest is missing or was changed
   */
  public record Status(
      long entries,
      String head,
      List<Long> clockWentBack,
      int tornBytes,
      List<String> missingManifests) {}

  /**
   * The id for a sound's watermark: one that no other sound has or will have. The same sound gets
   * the same id again, so that a seed gives the same file, to the sample.
   *
   * @param soundSha256 of the sound as it was imagined, in hexadecimal
   * @return 24 bits, taken from the hash, never 0
   * @throws RumoristaException {@code INVALID_INPUT} if the ledger is broken or cannot be written,
   *     or all ids are used
   */
  public int allocateId(String soundSha256) {
    try (FolderLock lock = lock()) {
      Map<Integer, String> sounds = new HashMap<>();
      LedgerFile.End end = file.readAndRemember(entry -> put(sounds, entry));
      if (sounds.size() >= Origin.WATERMARK_IDS - 1) {
        throw RumoristaException.invalidInput(
            "%s: all %d watermark ids are used: move the folder away to begin a new ledger, and use a"
                + " new mark key with it",
            folder, Origin.WATERMARK_IDS - 1);
      }
      for (int attempt = 0; ; attempt++) {
        int id = HexFormat.fromHexDigits(Sha256.of(soundSha256 + attempt), 0, Origin.ID_DIGITS);
        boolean known = soundSha256.equals(sounds.get(id));
        if (!known && id != 0 && !sounds.containsKey(id)) {
          write(end, id, soundSha256, null);
          known = true;
        }
        if (known) {
          allocated.put(soundSha256, id);
          return id;
        }
      }
    }
  }

  private static void put(Map<Integer, String> sounds, LedgerEntry entry) {
    if (entry.watermarkId() != null) {
      sounds.put(entry.watermarkId(), entry.soundSha256());
    }
  }

  /**
   * Adds a work and keeps its manifest and its fingerprint.
   *
   * @param file the work's name
   * @param fileSha256 of the finished file
   * @param soundSha256 of the sound as it was imagined
   * @param origin with a watermark id from {@link #allocateId}, or none if the work was let go
   *     unmarked
   * @param markKeys ids of the watermark's keys
   * @param signed what signing gave
   * @param fingerprint of the finished file's sound
   * @return the line as it was written; see {@link LedgerEntry#clockBehindSeconds} for a warning
   * @throws RumoristaException {@code INVALID_INPUT} if the ledger is broken or cannot be written,
   *     or the id is not one that was reserved here for this work
   */
  public LedgerEntry append(
      String file,
      String fileSha256,
      String soundSha256,
      Origin origin,
      SigningKey key,
      List<String> markKeys,
      Provenance.Signed signed,
      Fingerprint fingerprint) {
    LedgerEntry.Work work =
        new LedgerEntry.Work(
            file,
            fileSha256,
            origin.makers(),
            origin.contributions().stream().map(LedgerEntry.Made::of).toList(),
            Sha256.of(origin.prompt().text()),
            key.id(),
            String.join("+", markKeys),
            Sha256.of(signed.manifest()),
            Sha256.of(fingerprint.bytes()));
    return append(origin.watermarkId(), soundSha256, work, signed.manifest(), fingerprint.bytes());
  }

  LedgerEntry append(
      @Nullable Integer watermarkId,
      String soundSha256,
      LedgerEntry.Work work,
      byte[] manifest,
      byte[] fingerprint) {
    try (FolderLock lock = lock()) {
      boolean known = watermarkId == null || watermarkId.equals(allocated.remove(soundSha256));
      LedgerFile.End unchanged = known ? file.unchangedEnd() : null;
      LedgerFile.End end = unchanged == null ? readChecking(watermarkId, soundSha256) : unchanged;
      keep(manifest, Kept.MANIFEST, work.manifestSha256());
      keep(fingerprint, Kept.FINGERPRINT, work.fingerprintSha256());
      return write(end, watermarkId, soundSha256, work);
    }
  }

  /** Reads all lines, and refuses an id that is not this sound's. */
  private LedgerFile.End readChecking(@Nullable Integer watermarkId, String soundSha256) {
    Map<Integer, String> sounds = new HashMap<>();
    LedgerFile.End end = file.readAndRemember(entry -> put(sounds, entry));
    if (watermarkId != null && !soundSha256.equals(sounds.get(watermarkId))) {
      throw RumoristaException.invalidInput(
          "%s: watermark id %s %s: allocate one for each sound",
          folder,
          Origin.hex(watermarkId),
          sounds.containsKey(watermarkId) ? "belongs to another sound" : "was not allocated here");
    }
    return end;
  }

  private LedgerEntry write(
      LedgerFile.End end,
      @Nullable Integer watermarkId,
      String soundSha256,
      LedgerEntry.@Nullable Work work) {
    LedgerEntry last = end.last();
    Instant now = clock.instant();
    long behind = 0;
    if (last != null && now.isBefore(last.time())) {
      behind = Math.max(1, Duration.between(now, last.time()).toSeconds());
    }
    LedgerEntry entry =
        new LedgerEntry(
            last == null ? 1 : last.sequence() + 1,
            last == null ? LedgerFile.BEGINNING : last.hash(),
            now,
            behind,
            watermarkId,
            soundSha256,
            work,
            "");
    LedgerEntry hashed = entry.withHash();
    file.append(hashed, end);
    return hashed;
  }

  /**
   * All lines, those that only reserve an id too.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if one is broken, naming it
   */
  public List<LedgerEntry> entries() {
    List<LedgerEntry> entries = new ArrayList<>();
    forEach(entries::add);
    return List.copyOf(entries);
  }

  /** As {@link #entries}, one after the other. */
  public void forEach(Consumer<LedgerEntry> reader) {
    file.read(reader);
  }

  /**
   * The work with a watermark id, or else the line that reserves the id for a work that was never
   * finished.
   *
   * @return {@code null} if the id is not known here
   * @throws RumoristaException {@code INVALID_INPUT} if the ledger is broken
   */
  public @Nullable LedgerEntry find(int watermarkId) {
    LedgerEntry[] found = new LedgerEntry[1];
    forEach(entry -> {
      if (entry.watermarkId() != null && entry.watermarkId() == watermarkId) {
        found[0] = entry;
      }
    });
    return found[0];
  }

  /**
   * The manifest store of a work, for a file that has lost it.
   *
   * @return {@code null} if the id is not known here, or its work was never finished
   * @throws RumoristaException {@code INVALID_INPUT} if the ledger is broken, or the manifest is
   *     not there as it was
   */
  public byte @Nullable [] manifest(int watermarkId) {
    LedgerEntry entry = find(watermarkId);
    return entry == null || entry.work() == null
        ? null
        : read(Kept.MANIFEST, entry.work().manifestSha256());
  }

  /**
   * By what a work's sound is known again.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if the fingerprint is not there as it was
   */
  public Fingerprint fingerprint(LedgerEntry.Work work) {
    return Fingerprint.of(read(Kept.FINGERPRINT, work.fingerprintSha256()));
  }

  private byte[] read(Kept kind, String sha256) {
    Path kept = file(kind, sha256);
    try {
      byte[] bytes = Files.readAllBytes(kept);
      if (Sha256.of(bytes).equals(sha256)) {
        return bytes;
      }
    } catch (IOException e) {
      throw FileBytes.unreadable(kept, e);
    }
    throw RumoristaException.invalidInput(
        "%s: was changed since it was kept: restore it from a copy", kept);
  }

  /**
   * Checks all lines and all manifests.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if a line is broken, naming it
   */
  public Status verify() {
    List<Long> wentBack = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    LedgerFile.End end =
        file.read(entry -> {
          if (entry.clockBehindSeconds() > 0) {
            wentBack.add(entry.sequence());
          }
          if (entry.work() != null && !isKept(Kept.MANIFEST, entry.work().manifestSha256())) {
            missing.add(entry.work().file());
          }
        });
    LedgerEntry last = end.last();
    return new Status(
        last == null ? 0 : last.sequence(),
        last == null ? LedgerFile.BEGINNING : last.hash(),
        List.copyOf(wentBack),
        end.torn().length,
        List.copyOf(missing));
  }

  private boolean isKept(Kept kind, String sha256) {
    Path kept = file(kind, sha256);
    return Files.isRegularFile(kept) && Sha256.of(kept).equals(sha256);
  }

  private void keep(byte[] bytes, Kept kind, String sha256) {
    Path kept = file(kind, sha256);
    KeyFiles.createFolder(folder.resolve(kind.folder));
    Path temporary = kept.resolveSibling("." + sha256);
    try {
      Files.write(
          temporary,
          bytes,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          StandardOpenOption.SYNC);
      Files.move(
          temporary, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw RumoristaException.invalidInput(
          "%s: cannot be written (%s): check the disk and the rights", kept, FileBytes.reason(e));
    }
  }

  private Path file(Kept kind, String sha256) {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw RumoristaException.invalidInput(
          "%s: one of the %s is named \"%s\"", folder, kind.folder, sha256);
    }
    return folder.resolve(kind.folder).resolve(sha256 + kind.extension);
  }

  /** What is kept of a work beside its line. */
  private enum Kept {
    MANIFEST("manifests", ".c2pa"),
    FINGERPRINT("fingerprints", ".bits");

    final String folder;
    final String extension;

    Kept(String folder, String extension) {
      this.folder = folder;
      this.extension = extension;
    }
  }

  private FolderLock lock() {
    KeyFiles.createFolder(folder);
    return FolderLock.take(folder);
  }
}
