package rumorista.provenance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.RumoristaException;
import rumorista.SoundStream;
import rumorista.media.SoundWriter;
import rumorista.media.TestFilms;

/** Files made to harm the reader: it may refuse them, but not crash, hang or eat the memory. */
class FuzzTest {
  private static final int FILES = 10_000;
  private static final long MOST_MEMORY = 64 << 20; // bytes that one file may cost
  private static final TestAuthority AUTHORITY = new TestAuthority("Test Authority");

  @TempDir Path folder;

  @Test
  void tenThousandMutatedFilesSeed7() {
    assertTimeoutPreemptively(Duration.ofMinutes(5), () -> mutate(new Random(7)));
  }

  private void mutate(Random random) throws IOException {
    List<byte[]> originals = originals();
    Path file = folder.resolve("mutated.bin");
    List<Verification.Claim> claims = new ArrayList<>();
    for (byte[] original : originals.subList(0, originals.size() - 1)) {
      write(file, original);
      claims.add(Provenance.verify(file, List.of()).claim());
    }
    Path sidecar = Provenance.sidecar(file);
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int read = 0;
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] original = originals.get(i % originals.size());
      byte[] mutated = mutate(original, random);
      boolean beside = i % originals.size() == originals.size() - 1;
      Files.deleteIfExists(sidecar);
      write(beside ? sidecar : file, mutated);
      if (beside) {
        write(file, originals.getFirst());
      }
      long before = memory.getCurrentThreadAllocatedBytes();
      try {
        Verification verification = Provenance.verify(file, List.of());
        if (verification.state() == Verification.State.VALID && !beside) {
          assertEquals(claims.get(i % originals.size()), verification.claim(), "file " + i);
          assertArrayEquals(covered(original), covered(mutated), "file " + i);
        }
        read++;
      } catch (RumoristaException e) {
        refused++;
      }
      long used = memory.getCurrentThreadAllocatedBytes() - before;
      assertTrue(used < MOST_MEMORY, "file %d took %d bytes".formatted(i, used));
    }
    assertTrue(read > FILES / 4 && refused > FILES / 50, read + " read, " + refused + " refused");
  }

  /** What no change may get past: all but the manifest and, in films, the type box. */
  private byte[] covered(byte[] bytes) throws IOException {
    Path file = folder.resolve("covered.bin");
    write(file, bytes);
    Place place = Works.place(file);
    boolean isFilm = bytes[4] == 'f';
    int from = isFilm ? ByteBuffer.wrap(bytes).getInt() : 0;
    ByteArrayOutputStream covered = new ByteArrayOutputStream();
    covered.write(bytes, from, (int) place.excludedStart() - from);
    int end = (int) place.excludedEnd();
    covered.write(bytes, end, bytes.length - end);
    return covered.toByteArray();
  }

  /** Small signed files of each kind, one with its source's manifest; a lone manifest last. */
  private List<byte[]> originals() throws IOException {
    SigningKey key = AUTHORITY.signer("Studio");
    List<byte[]> originals = new ArrayList<>();
    Path source = folder.resolve("source.m4a");
    for (String name : List.of("source.m4a", "a.m4a", "a.wav", "a.mp3")) {
      Path file = folder.resolve(name);
      SoundWriter.write(SoundStream.of(TestFilms.tone(0.02, 48000, 1, 440, 0.25)), file);
      boolean last = name.equals("a.mp3");
      Provenance.sign(file, last ? Works.from(source, "x") : Works.origin("x"), key);
      originals.add(Files.readAllBytes(file));
    }
    originals.add(Provenance.read(folder.resolve("a.wav")));
    return originals;
  }

  /** Most of the harm is done to the manifest: it is what is read. */
  private static byte[] mutate(byte[] original, Random random) {
    byte[] bytes = original.clone();
    int kind = random.nextInt(8);
    int at = random.nextInt(bytes.length);
    switch (kind) {
      case 0 -> bytes = Arrays.copyOf(bytes, at);
      case 1 -> bytes = insert(bytes, at, random);
      case 2 -> {
        int length = Math.min(bytes.length - at, 1 + random.nextInt(64));
        System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
      }
      case 3 -> number(bytes, at, random);
      default -> {
        int flips = 1 << random.nextInt(5);
        for (int i = 0; i < flips; i++) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return bytes;
  }

  /** Lengths that lie. */
  private static void number(byte[] bytes, int at, Random random) {
    int[] numbers = {0, 1, 7, 8, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7fffff00};
    byte[] number = ByteBuffer.allocate(4).putInt(numbers[random.nextInt(numbers.length)]).array();
    System.arraycopy(number, 0, bytes, at, Math.min(4, bytes.length - at));
  }

  private static byte[] insert(byte[] bytes, int at, Random random) {
    byte[] inserted = new byte[1 + random.nextInt(40)];
    random.nextBytes(inserted);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(bytes, 0, at);
    whole.writeBytes(inserted);
    whole.write(bytes, at, bytes.length - at);
    return whole.toByteArray();
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      FileBytes.write(channel, 0, bytes);
    }
  }

  @Test
  void smallBytesThatWouldBecomeALargeTreeAreRefused() {
    byte[] maps = new byte[4 << 20];
    Arrays.fill(maps, (byte) 0xa0);
    maps[0] = (byte) 0x9f; // an array without end, of empty maps
    refuses(maps);
    byte[] deep = new byte[1 << 20];
    Arrays.fill(deep, (byte) 0x81); // an array in an array in an array
    refuses(deep);
    refuses(new byte[] {0x5b, 0x7f, -1, -1, -1, -1, -1, -1, -1}); // a string of 2^63 bytes
    refuses(new byte[] {0x5a, 0x7f, -1, -1, -9});
    refuses(new byte[] {(byte) 0xbb, 0x7f, -1, -1, -1, -1, -1, -1, -1});
    refuses(new byte[] {(byte) 0xa2, 0x61, 'a', 1, 0x61, 'a', 2}); // one key twice
    refuses(new byte[] {1, 2});
    refuses(new byte[0]);
    refuses(new byte[] {(byte) 0xff});
  }

  private static void refuses(byte[] bytes) {
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = memory.getCurrentThreadAllocatedBytes();
    assertThrows(RumoristaException.class, () -> Cbor.decode(ByteBuffer.wrap(bytes), "here"));
    long used = memory.getCurrentThreadAllocatedBytes() - before;
    assertTrue(used < MOST_MEMORY, used + " bytes");
  }

  @Test
  void boxesInBoxesInBoxesAreRefused() {
    byte[] box = Jumbf.superbox("c2pa", "x", List.of());
    for (int i = 0; i < 1000; i++) {
      box = Jumbf.superbox("c2pa", "x", List.of(box));
    }
    byte[] deep = box;
    assertThrows(RumoristaException.class, () -> Jumbf.parse(deep));
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    byte[] empty = Jumbf.box("cbor", new byte[0]);
    for (int i = 0; i < 100_000; i++) {
      many.writeBytes(empty);
    }
    byte[] wide = Jumbf.superbox("c2pa", "x", List.of(many.toByteArray()));
    assertThrows(RumoristaException.class, () -> Jumbf.parse(wide));
    byte[] longLabel = Jumbf.superbox("c2pa", "x".repeat(100_000), List.of());
    assertThrows(RumoristaException.class, () -> Jumbf.parse(longLabel));
  }

  @Test
  void manyTinyBoxesInAFilmDoNotTakeForever() throws IOException {
    byte[] bytes = new byte[8 << 20];
    ByteBuffer boxes = ByteBuffer.wrap(bytes);
    while (boxes.remaining() >= 8) {
      boxes.putInt(8).put("ftyp".getBytes(StandardCharsets.US_ASCII));
    }
    Path file = Files.write(folder.resolve("boxes.mp4"), bytes);
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> assertThrows(RumoristaException.class, () -> Provenance.verify(file, List.of())));
  }
}
