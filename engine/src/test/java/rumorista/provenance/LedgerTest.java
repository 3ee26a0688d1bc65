package rumorista.provenance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import rumorista.RumoristaException;
import rumorista.Stem;

class LedgerTest {
  private static final byte[] MANIFEST = "a manifest".getBytes(StandardCharsets.UTF_8);
  private static final byte[] BITS = {1, 2, 3, 4};

  @TempDir Path home;
  private Ledger ledger;

  @BeforeEach
  void open() {
    ledger = Ledger.open(home);
  }

  /** What other processes run: makes as many works as it is told. */
  public static void main(String[] arguments) {
    Ledger shared = Ledger.open(Path.of(arguments[0]));
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      make(shared, arguments[2] + i);
    }
  }

  private static LedgerEntry make(Ledger ledger, String file) {
    int id = ledger.allocateId(sound(file));
    return ledger.append(id, sound(file), work(file), MANIFEST, BITS);
  }

  private static String sound(String name) {
    return Sha256.of("the sound of " + name);
  }

  private static LedgerEntry.Work work(String file) {
    return new LedgerEntry.Work(
        file,
        Sha256.of(file),
        "small+field",
        List.of(
            new LedgerEntry.Made(Stem.EFFECTS, true, "small", "1", "ab", 7),
            new LedgerEntry.Made(Stem.AMBIENCE, false, "field", "2", "cd", -8)),
        Sha256.of("rain"),
        "0123456789abcdef",
        "public",
        Sha256.of(MANIFEST),
        Sha256.of(BITS));
  }

  @Test
  void aNewLedgerIsEmpty() {
    assertEquals(List.of(), ledger.entries());
    assertNull(ledger.find(1));
    assertNull(ledger.manifest(1));
    assertEquals(0, ledger.verify().entries());
    assertFalse(Files.exists(home.resolve("ledger")));
  }

  @Test
  void aWorkIsFoundByItsIdWithItsManifest() {
    LedgerEntry made = make(ledger, "out \"quoted\"\nname.mp4");
    make(ledger, "other.mp4");
    LedgerEntry found = Ledger.open(home).find(made.watermarkId());
    assertEquals(made, found);
    assertTrue(found.marked());
    assertEquals("out \"quoted\"\nname.mp4", found.work().file());
    assertArrayEquals(MANIFEST, ledger.manifest(made.watermarkId()));
    assertArrayEquals(BITS, ledger.fingerprint(found.work()).bytes());
    assertEquals(4, ledger.verify().entries());
    assertEquals(List.of(), ledger.verify().missingManifests());
  }

  @Test
  void aLineOfBeforeThereWereContributionsIsReadAndContinued() throws IOException {
    Path file = home.resolve("ledger").resolve("ledger.jsonl");
    Files.createDirectories(file.getParent());
    try (InputStream old = LedgerTest.class.getResourceAsStream("one-model.jsonl")) {
      Files.write(file, old.readAllBytes());
    }
    LedgerEntry.Work old = ledger.entries().getFirst().work();
    assertEquals("small", old.model());
    assertEquals(List.of(), old.contributions());
    LedgerEntry next = make(ledger, "next");
    assertEquals(3, next.sequence());
    assertEquals(next, Ledger.open(home).entries().getLast());
    assertEquals(2, next.work().contributions().size());
  }

  /** One release reads the ledger once: what has changed since is read again all the same. */
  @Test
  void whatWasChangedSinceTheIdWasAllocatedIsNoticed() throws IOException {
    make(ledger, "first");
    int id = ledger.allocateId(sound("a"));
    LedgerEntry between = make(Ledger.open(home), "of another process");
    LedgerEntry appended = ledger.append(id, sound("a"), work("a"), MANIFEST, BITS);
    assertEquals(between.hash(), appended.previous());
    int next = ledger.allocateId(sound("b"));
    Path file = home.resolve("ledger").resolve("ledger.jsonl");
    String lines = Files.readString(file);
    Files.writeString(file, lines.replaceFirst("\"marked\":true", "\"marked\": true"));
    complains(
        () -> ledger.append(next, sound("b"), work("b"), MANIFEST, BITS),
        "line 2",
        "it was changed");
    Files.writeString(file, "");
    complains(
        () -> ledger.append(next, sound("b"), work("b"), MANIFEST, BITS), "was not allocated here");
  }

  @Test
  void aWorkWithoutMarkIsRecordedAsSuch() {
    LedgerEntry entry =
        ledger.append(null, sound("silent.wav"), work("silent.wav"), MANIFEST, BITS);
    assertFalse(entry.marked());
    assertNull(entry.watermarkId());
    assertEquals(entry, ledger.entries().getFirst());
  }

  @Test
  void idsAreNeverGivenTwice() {
    Set<Integer> ids = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      int id = ledger.allocateId(sound("" + i));
      assertTrue(id > 0 && id < 1 << 24);
      assertTrue(ids.add(id));
    }
  }

  @Test
  void theSameSoundHasTheSameIdWithoutAnotherLine() {
    int id = ledger.allocateId(sound("a"));
    assertEquals(id, ledger.allocateId(sound("a")));
    assertEquals(1, ledger.verify().entries());
    LedgerEntry first = make(ledger, "a");
    LedgerEntry again = make(ledger, "a");
    assertEquals(id, first.watermarkId());
    assertEquals(id, again.watermarkId());
    assertEquals(again, ledger.find(id));
  }

  @Test
  void anIdIsForTheSoundThatItWasAllocatedFor() {
    complains(
        () -> ledger.append(0x3fa9c1, sound("a"), work("a"), MANIFEST, BITS),
        "3fa9c1 was not allocated");
    int id = make(ledger, "a").watermarkId();
    complains(
        () -> ledger.append(id, sound("b"), work("b"), MANIFEST, BITS), "belongs to another sound");
    int reserved = ledger.allocateId(sound("c"));
    assertNull(ledger.find(reserved).work());
    assertNull(ledger.manifest(reserved));
  }

  @Test
  void aBrokenLineIsNamed() throws IOException {
    for (int i = 0; i < 3; i++) {
      make(ledger, "work" + i);
    }
    Path file = home.resolve("ledger").resolve("ledger.jsonl");
    List<String> lines = Files.readAllLines(file);
    assertEquals(6, lines.size());
    String changed = lines.get(3).replace("\"marked\":true", "\"marked\":false");
    assertNotEquals(lines.get(3), changed);
    breaks(file, replace(lines, 3, changed), "line 4", "it was changed");
    breaks(file, replace(lines, 2, "{"), "line 3", "it is no entry");
    breaks(file, replace(lines, 4, ""), "line 5", "it is no entry");
    List<String> shorter = new ArrayList<>(lines);
    shorter.remove(1);
    breaks(file, shorter, "line 2", "it does not follow");
    List<String> swapped = new ArrayList<>(lines);
    swapped.set(1, lines.get(3));
    swapped.set(3, lines.get(1));
    breaks(file, swapped, "line 2", "it does not follow");
    breaks(file, replace(lines, 0, rehash("{\"sequence\":1}")), "line 1", "it is no entry");
    breaks(file, lines.subList(1, 6), "line 1", "it does not follow");
    breaks(file, replace(lines, 5, "x".repeat(3 << 20)), "line 6", "more than");
    Files.write(file, lines);
    assertEquals(6, ledger.verify().entries());
  }

  private void breaks(Path file, List<String> lines, String... words) throws IOException {
    Files.write(file, lines);
    complains(ledger::entries, words);
    complains(() -> ledger.allocateId(sound("x")), words);
    complains(() -> ledger.append(null, sound("x"), work("x"), MANIFEST, BITS), words);
    assertEquals(lines, Files.readAllLines(file), "nothing lost");
  }

  private static String rehash(String body) {
    return body.replaceFirst("}$", ",\"hash\":\"" + Sha256.of(body) + "\"}");
  }

  private static List<String> replace(List<String> lines, int at, String line) {
    List<String> changed = new ArrayList<>(lines);
    changed.set(at, line);
    return changed;
  }

  @Test
  void aLastLineThatWasCutOffIsSetAside() throws IOException {
    LedgerEntry whole = make(ledger, "whole");
    Path file = home.resolve("ledger").resolve("ledger.jsonl");
    String before = Files.readString(file);
    make(ledger, "torn");
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {before.length() + 1, before.length() + 100}) {
      Files.write(file, java.util.Arrays.copyOf(bytes, length));
      assertEquals(length - before.length(), ledger.verify().tornBytes());
      assertEquals(whole, ledger.entries().getLast());
      LedgerEntry next = make(ledger, "next");
      assertEquals(4, next.sequence());
      assertEquals(0, ledger.verify().tornBytes());
      String torn = Files.readString(file.resolveSibling("torn.txt"));
      assertTrue(
          torn.endsWith(
              new String(bytes, before.length(), length - before.length(), StandardCharsets.UTF_8)
                  + "\n"),
          torn);
    }
  }

  @Test
  void aClockThatGoesBackIsNotedAndNothingIsLost() {
    Clock now = Clock.fixed(Works.TIME, ZoneOffset.UTC);
    Clock earlier = Clock.offset(now, Duration.ofHours(-2));
    Ledger.open(home, now).append(null, sound("first"), work("first"), MANIFEST, BITS);
    LedgerEntry second =
        Ledger.open(home, earlier).append(null, sound("second"), work("second"), MANIFEST, BITS);
    assertEquals(7200, second.clockBehindSeconds());
    assertEquals(earlier.instant(), second.time());
    LedgerEntry third =
        Ledger.open(home, now).append(null, sound("third"), work("third"), MANIFEST, BITS);
    assertEquals(0, third.clockBehindSeconds());
    assertEquals(List.of(2L), ledger.verify().clockWentBack());
    assertEquals(second, ledger.entries().get(1));
    Clock slightly = Clock.offset(now, Duration.ofMillis(-1));
    assertEquals(
        1,
        Ledger.open(home, slightly)
            .append(null, sound("fourth"), work("fourth"), MANIFEST, BITS)
            .clockBehindSeconds());
  }

  @Test
  void aManifestThatWasChangedOrLostIsNotGivenBack() throws IOException {
    int id = make(ledger, "work").watermarkId();
    Path kept = home.resolve("ledger").resolve("manifests").resolve(Sha256.of(MANIFEST) + ".c2pa");
    Files.write(kept, new byte[] {1}, StandardOpenOption.APPEND);
    complains(() -> ledger.manifest(id), "was changed since it was kept");
    assertEquals(List.of("work"), ledger.verify().missingManifests());
    Files.delete(kept);
    complains(() -> ledger.manifest(id), "cannot be read");
    assertEquals(List.of("work"), ledger.verify().missingManifests());
  }

  @Test
  void threadsTakeTurns() throws Exception {
    Path link = Files.createSymbolicLink(home.resolve("link"), home);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String name = "thread" + i + "-";
        String folder = i % 2 == 0 ? home.toString() : link.toString();
        running.add(threads.submit(() -> main(new String[] {folder, "10", name})));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
    isWhole(40);
  }

  @Test
  void processesTakeTurns() throws Exception {
    List<Process> running = new ArrayList<>();
    for (String name : List.of("one", "two")) {
      Path errors = home.resolve(name + ".txt");
      running.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  LedgerTest.class.getName(),
                  home.toString(),
                  "40",
                  name)
              .redirectErrorStream(true)
              .redirectOutput(errors.toFile())
              .start());
    }
    for (Process process : running) {
      assertTrue(process.waitFor(120, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue(), Files.readString(home.resolve("one.txt")));
    }
    isWhole(80);
  }

  private void isWhole(int works) {
    List<LedgerEntry> entries = ledger.entries();
    assertEquals(2 * works, entries.size());
    Set<String> files = new HashSet<>();
    Set<Integer> ids = new HashSet<>();
    for (LedgerEntry entry : entries) {
      if (entry.work() != null) {
        assertTrue(files.add(entry.work().file()));
        assertTrue(ids.add(entry.watermarkId()));
      }
    }
    assertEquals(works, files.size());
    assertEquals(0, ledger.verify().tornBytes());
  }

  private static void complains(Executable action, String... words) {
    String message = assertThrows(RumoristaException.class, action).getMessage();
    for (String word : words) {
      assertTrue(message.contains(word), message);
    }
    assertEquals(1, message.lines().count(), message);
  }
}
