package rumorista.library.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.library.Libraries;
import rumorista.library.LibraryIndex;
import rumorista.library.Manifest;
import rumorista.library.Recording;
import rumorista.library.TestWav;

class InstallationTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  private static final Duration PATIENCE = Duration.ofMillis(700);

  @TempDir Path room;
  private Path home;
  private final TestServer server = new TestServer();
  private final List<String> rows =
      new ArrayList<>(List.of(String.join("\t", OpenRecording.COLUMNS)));

  @BeforeEach
  void makeHome() {
    home = room.resolve("a home with spaces");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void fetchesChecksCutsAndIndexes() throws IOException {
    offer("sounds/heavy rain #1+2.wav", "rain", tone(0.5));
    offer("ü/wind.wav", "wind", tone(0.25));
    Installation.Report report = run();
    assertEquals(2, report.recordings());
    assertEquals(List.of(), report.failures());
    List<Recording> recordings = Manifest.read(folder());
    assertEquals(List.of("rain", "wind"), recordings.stream().map(Recording::label).toList());
    assertEquals("\"Tone\" by Ada, \"2020\"", recordings.getFirst().attribution());
    assertEquals(0.5, recordings.getFirst().seconds(), 0.02);
    assertEquals(2, report.index().entries().size());
    assertEquals(48_000, report.index().entries().getFirst().sampleRate());
    assertTrue(Files.readString(folder().resolve("ATTRIBUTION.md")).contains("Ada"));
    assertTrue(
        server.requests.contains(
            "/mirror/ada/tones/" + COMMIT + "/sounds/heavy%20rain%20%231%2B2.wav"),
        server.requests.toString());
    assertEquals("open", Libraries.installed(home).getFirst().name());
    assertEquals(List.of(), leftovers());
    Libraries.remove("open", home);
    assertEquals(List.of(), Libraries.installed(home));
    assertFalse(Files.exists(folder()));
  }

  @Test
  void aSecondRunFetchesNothing() throws IOException {
    offer("a.wav", "rain", tone(0.2));
    Installation.Plan plan = installation().plan();
    assertEquals(1, plan.files());
    assertEquals(tone(0.2).length, plan.bytes());
    run();
    assertEquals(0, installation().plan().files());
    run();
    assertEquals(1, server.requests.size());
    offer("b.wav", "rain", tone(0.3));
    assertEquals(2, run().recordings());
    assertEquals(2, server.requests.size(), "only the new one");
  }

  @Test
  void planningChangesNothing() throws IOException {
    offer("a.wav", "rain", tone(0.2));
    installation().plan();
    assertFalse(Files.exists(home));
    assertEquals(List.of(), server.requests);
  }

  @Test
  void aBrokenTransferGoesOnWhereItEnded() throws IOException {
    byte[] tone = tone(2);
    String address = offer("a.wav", "rain", tone);
    server.fail(address, TestServer.Fault.BREAK, TestServer.Fault.BREAK);
    assertEquals(1, run().recordings());
    assertEquals(3, server.requests.size());
    assertTrue(
        server.requests.get(1).endsWith("bytes=%d-".formatted(tone.length / 2)),
        server.requests.toString());
  }

  @Test
  void aBrokenRunGoesOnWhereItEnded() throws IOException {
    byte[] tone = tone(2);
    String address = offer("a.wav", "rain", tone);
    offer("b.wav", "wind", tone(0.2));
    TestServer.Fault broken = TestServer.Fault.UNAVAILABLE;
    server.fail(address, TestServer.Fault.BREAK, broken, broken, broken, broken);
    assertEquals(1, run().failures().size());
    server.requests.clear();
    assertEquals(List.of(), run().failures());
    assertEquals(1, server.requests.size());
    assertTrue(
        server.requests.getFirst().endsWith("bytes=%d-".formatted(tone.length / 2)),
        server.requests.toString());
  }

  @Test
  void aServerWithoutRangesIsAskedForAllAgain() throws IOException {
    String address = offer("a.wav", "rain", tone(2));
    server.fail(address, TestServer.Fault.BREAK, TestServer.Fault.IGNORE_RANGE);
    assertEquals(List.of(), run().failures());
    assertEquals(2, server.requests.size());
  }

  @Test
  void aServerThatHangsIsAskedAgain() throws IOException {
    String address = offer("a.wav", "rain", tone(2));
    server.fail(address, TestServer.Fault.HANG, TestServer.Fault.UNAVAILABLE);
    assertEquals(List.of(), run().failures());
    assertEquals(3, server.requests.size());
  }

  @Test
  void whatDoesNotMatchIsNotKept() throws IOException {
    byte[] expected = tone(0.3);
    String wrongHash = offer("hash.wav", "rain", expected);
    byte[] other = expected.clone();
    other[100] ^= 1;
    server.put(wrongHash, other);
    String tooShort = offer("short.wav", "wind", expected);
    server.put(tooShort, java.util.Arrays.copyOf(expected, 99));
    String tooLong = offer("long.wav", "dog", expected);
    server.put(tooLong, java.util.Arrays.copyOf(expected, expected.length + 1));
    offer("good.wav", "cat", tone(0.2));
    Installation.Report report = run();
    assertEquals(1, report.recordings());
    assertEquals(3, report.failures().size(), report.failures().toString());
    String failures = String.join("\n", report.failures());
    assertTrue(failures.contains("hash.wav: its SHA-256 is"), failures);
    assertTrue(failures.contains("short.wav: 99 bytes are offered; wanted"), failures);
    assertTrue(failures.contains("long.wav: %d bytes".formatted(expected.length + 1)), failures);
    assertEquals(List.of(), leftovers());
  }

  @Test
  void aWrongBeginningIsFetchedAgain() throws IOException {
    byte[] tone = tone(0.5);
    offer("a.wav", "rain", tone);
    Path parts = Files.createDirectories(folder().resolve(".fetching"));
    Files.write(
        parts.resolve(recipe().recordings().getFirst().origin().partName()), new byte[1_000]);
    assertEquals(List.of(), run().failures());
    assertEquals(2, server.requests.size());
  }

  @Test
  void absentFilesAreReportedAndTheRestIsInstalled() throws IOException {
    offer("a.wav", "rain", tone(0.2));
    rows.add(row("gone.wav", "wind", tone(0.3)));
    Installation.Report report = run();
    assertEquals(1, report.recordings());
    assertEquals(1, report.failures().size());
    assertTrue(report.failures().getFirst().contains("gone.wav: status 404"));
    assertEquals(2, server.requests.size(), "a missing file is asked for once");
    server.put(address("gone.wav"), tone(0.3));
    assertEquals(2, run().recordings());
  }

  @Test
  void whatCannotBeDecodedIsReported() throws IOException {
    offer("a.wav", "rain", tone(0.2));
    offer(
        "text.wav",
        "wind",
        "this matches its hash, but is no sound".getBytes(StandardCharsets.UTF_8));
    offer("silent.wav", "dog", TestWav.tone(0, 8_000));
    Installation.Report report = run();
    assertEquals(1, report.recordings());
    assertEquals(2, report.failures().size(), report.failures().toString());
    assertEquals(List.of(), leftovers());
  }

  @Test
  void whenNobodyCanBeReachedThatIsSaidAndNothingIsInstalled() throws IOException {
    offer("a.wav", "rain", tone(0.2));
    offer("b.wav", "rain", tone(0.3));
    server.close();
    RumoristaException error = assertThrows(RumoristaException.class, this::run);
    assertEquals(RumoristaException.Kind.INVALID_INPUT, error.kind());
    assertTrue(error.getMessage().contains("cannot be reached"), error.getMessage());
    assertEquals(List.of(), Libraries.installed(home));
  }

  @Test
  void whereNothingCanBeWrittenThatIsSaid() throws IOException {
    offer("a.wav", "rain", tone(0.2));
    Files.createDirectories(folder());
    Files.createFile(folder().resolve("rain")); // where a folder has to be
    RumoristaException error = assertThrows(RumoristaException.class, this::run);
    assertTrue(error.getMessage().contains("cannot be written"), error.getMessage());
    assertEquals(List.of(), Libraries.installed(home));
  }

  @Test
  void cancellingLeavesNothingInstalledAndTheNextRunGoesOn() throws IOException {
    offer("a.wav", "rain", tone(0.2));
    String slow = offer("b.wav", "wind", tone(0.3));
    server.fail(slow, TestServer.Fault.HANG);
    Progress impatient =
        (stage, fraction) -> {
          if (Files.exists(folder().resolve("rain")) && !server.requests.isEmpty()) {
            throw new RumoristaException(RumoristaException.Kind.CANCELLED, "enough");
          }
        };
    RumoristaException error =
        assertThrows(
            RumoristaException.class,
            () -> installation().run(LibraryIndex.Analysis.NONE, impatient));
    assertEquals(RumoristaException.Kind.CANCELLED, error.kind());
    assertEquals(List.of(), Libraries.installed(home));
    assertEquals(2, run().recordings());
  }

  @Test
  void piecesOfOneFileAreFetchedOnceAndCut() throws IOException {
    byte[] tone = tone(3);
    server.put(address("long.wav"), tone);
    rows.add(row("long.wav", "rain", tone).replace("\t\t", "\t0.5\t1.000"));
    rows.add(row("long.wav", "rain", tone).replace("\t\t", "\t2.0\t0.500"));
    rows.add(row("long.wav", "rain", tone).replace("\t\t", "\t2.0\t0.500")); // twice the same
    assertEquals(2, run().recordings());
    assertEquals(1, server.requests.size());
    List<Recording> recordings = Manifest.read(folder());
    assertEquals(1, recordings.get(0).seconds(), 0.02);
    assertEquals(0.5, recordings.get(1).seconds(), 0.02);
  }

  @Test
  void filesOfOneNameDoNotMeet() throws IOException {
    offer("x/a.wav", "rain", tone(0.2));
    offer("y/a.wav", "rain", tone(0.3));
    assertEquals(2, run().recordings());
    assertEquals(2, Manifest.read(folder()).stream().map(Recording::file).distinct().count());
  }

  @Test
  void oneContentAtTwoAddressesIsFetchedApart() throws IOException {
    offer("x/a.wav", "rain", tone(0.2));
    offer("y/b.wav", "wind", tone(0.2));
    assertEquals(
        2, recipe().recordings().stream().map(r -> r.origin().partName()).distinct().count());
    assertEquals(List.of(), run().failures());
    assertEquals(2, Manifest.read(folder()).size());
  }

  @Test
  void anAddressHasToBeOne() throws IOException {
    offer("a.wav", "rain", tone(0.2));
    for (String address : List.of("file:///etc", "ftp://host/", "host", "http:///x")) {
      RumoristaException error =
          assertThrows(
              RumoristaException.class,
              () -> new Installation(recipe(), "open", home, URI.create(address)),
              address);
      assertTrue(error.getMessage().contains("no address to fetch from"), error.getMessage());
    }
  }

  private Installation.Report run() {
    return installation().run(LibraryIndex.Analysis.NONE, Progress.NONE);
  }

  private Installation installation() {
    return new Installation(
        recipe(), "open", home, server.address(), PATIENCE, Duration.ofMillis(1));
  }

  private OpenRecipe recipe() {
    try {
      return OpenRecipe.read(Files.write(room.resolve("recipe.tsv"), rows));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path folder() {
    return home.resolve("libraries/open");
  }

  /** What lies where files are fetched to. */
  private List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(folder().resolve(".fetching"))) {
      return files.toList();
    }
  }

  private String offer(String path, String label, byte[] content) {
    rows.add(row(path, label, content));
    server.put(address(path), content);
    return address(path);
  }

  private static String address(String path) {
    return "ada/tones/%s/%s".formatted(COMMIT, path);
  }

  private static String row(String path, String label, byte[] content) {
    return String.join(
        "\t",
        "ada/tones",
        COMMIT,
        path,
        String.valueOf(content.length),
        sha256(content),
        label,
        "a tone",
        "tone",
        "github:ada/tones",
        "CC-BY-4.0",
        "CC-BY",
        "\"Tone\" by Ada, \"2020\"",
        "",
        "");
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] tone(double seconds) {
    return TestWav.tone(seconds, 22_050);
  }
}
