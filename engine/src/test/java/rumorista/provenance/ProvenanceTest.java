package rumorista.provenance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.Prompt;
import rumorista.RumoristaException;
import rumorista.Waveform;
import rumorista.media.AudioReader;
import rumorista.media.MediaInfo;
import rumorista.media.VideoReader;

class ProvenanceTest {
  private static final TestAuthority AUTHORITY = new TestAuthority("Test Authority");
  private static final SigningKey KEY = AUTHORITY.signer("Studio Example");
  private static final List<X509Certificate> ANCHORS = List.of(AUTHORITY.root);

  @TempDir Path folder;

  private Path make(String name) {
    return Works.make(folder.resolve(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "mov", "m4a", "wav", "mp3", "mkv", "webm", "flac", "opus"})
  void whatIsSignedIsReadAgain(String extension) {
    Path file = make("out." + extension);
    Provenance.Signed signed = Provenance.sign(file, Works.origin("My work"), KEY);
    Path sidecar = signed.writeSidecar(file, false);
    assertEquals(signed.embedded(), sidecar == null);
    assertEquals(List.of("mp4", "mov", "m4a", "wav", "mp3").contains(extension), signed.embedded());
    assertArrayEquals(signed.manifest(), Provenance.read(file));
    Verification read = Provenance.verify(file, ANCHORS);
    assertEquals(Verification.State.TRUSTED, read.state(), read.toString());
    assertTrue(read.whole());
    assertEquals("Studio Example", read.signer().organisation());
    assertEquals("Test Authority Intermediate", read.signer().issuer());
    assertEquals("ES256", read.signer().algorithm());
    Verification.Claim claim = read.claim();
    assertEquals("My work", claim.title());
    assertEquals("Rumorista 0.1.0", claim.software());
    assertEquals(Works.TIME, claim.created());
    assertEquals(List.of("sound"), claim.generated());
    assertEquals("trainedAlgorithmicMedia", claim.sourceType());
    assertEquals(List.of("c2pa.created", "c2pa.watermarked.bound"), claim.actions());
    assertEquals("3fa9c1", claim.watermarkId());
    assertEquals("small", claim.model());
    assertEquals("ab".repeat(32), claim.weightsSha256());
    assertEquals(Sha256.of("heavy rain"), claim.promptSha256());
    assertEquals("", claim.prompt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "mov", "m4a", "wav", "mp3"})
  void soundAndPictureStayAsTheyWere(String extension) {
    Path file = make("out." + extension);
    Waveform before = sound(file);
    String picture = picture(file);
    assertEquals(extension.equals("mp4") || extension.equals("mov"), !picture.isEmpty());
    Provenance.sign(file, Works.origin("x"), KEY);
    Waveform after = sound(file);
    assertEquals(before.samples().length, after.samples().length);
    for (int channel = 0; channel < before.samples().length; channel++) {
      assertArrayEquals(before.samples()[channel], after.samples()[channel]);
    }
    assertEquals(picture, picture(file));
  }

  private static Waveform sound(Path file) {
    return AudioReader.readAll(file, 48000, 2);
  }

  /** A hash of all pictures; of none where the file has none. */
  private static String picture(Path file) {
    if (!MediaInfo.probe(file).hasPicture()) {
      return "";
    }
    MessageDigest digest = Sha256.digest();
    try (VideoReader reader = VideoReader.open(file, 25, 160, 90)) {
      for (byte[] picture = reader.read(); picture != null; picture = reader.read()) {
        digest.update(picture);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Test
  void aManifestStandsRightAfterTheTypeOfAFilm() throws IOException {
    Path file = make("out.mp4");
    Provenance.sign(file, Works.origin("x"), KEY);
    byte[] bytes = Files.readAllBytes(file);
    int type = ByteBuffer.wrap(bytes).getInt();
    assertEquals("uuid", new String(bytes, type + 4, 4, StandardCharsets.US_ASCII));
    assertEquals(type, Works.place(file).excludedStart());
  }

  /** Fragments name their places in more ways than can be shifted. */
  @Test
  void aFilmInFragmentsHasItsManifestAtTheEnd() throws IOException {
    Path file = make("out.mp4");
    Files.write(
        file,
        new byte[] {0, 0, 0, 16, 's', 'i', 'd', 'x', 0, 0, 0, 0, 0, 0, 0, 0},
        StandardOpenOption.APPEND);
    long size = Files.size(file);
    byte[] before = Files.readAllBytes(file);
    Provenance.sign(file, Works.origin("x"), KEY);
    assertEquals(size, Works.place(file).excludedStart());
    assertArrayEquals(before, Arrays.copyOf(Files.readAllBytes(file), (int) size));
    assertEquals(Verification.State.TRUSTED, Provenance.verify(file, ANCHORS).state());
  }

  @Test
  void everyContributionIsTold() {
    Path source = make("source.mov");
    Path file = make("out.mp4");
    Provenance.sign(file, Works.mixed(source, "x"), KEY);
    Verification read = Provenance.verify(file, ANCHORS);
    assertEquals(Verification.State.TRUSTED, read.state(), read.toString());
    Verification.Claim claim = read.claim();
    assertEquals("compositeWithTrainedAlgorithmicMedia", claim.sourceType());
    assertEquals(
        List.of("c2pa.created", "c2pa.placed", "c2pa.placed", "c2pa.watermarked.bound"),
        claim.actions());
    assertEquals(2, claim.contributions().size());
    Verification.Contribution effects = claim.contributions().getFirst();
    assertEquals("EFFECTS", effects.stem());
    assertFalse(effects.generated());
    assertEquals("composite", effects.sourceType());
    assertEquals("field recordings", effects.name());
    assertEquals("cd".repeat(32), effects.sha256());
    assertEquals(2, effects.credits().size());
    assertEquals("Rain, by Bob (CC0-1.0), from debian:rain", effects.credits().getLast());
    Verification.Contribution ambience = claim.contributions().getLast();
    assertTrue(ambience.generated());
    assertEquals("trainedAlgorithmicMedia", ambience.sourceType());
    assertEquals("CC-BY-SA-4.0", ambience.licence());
    assertEquals("small", claim.model(), "what older readers look for");
    assertEquals(
        List.of("source.mov", "field recordings 2"),
        claim.ingredients().stream().map(Verification.Part::title).toList());
  }

  @Test
  void recordingsThatWerePlacedAreNotCalledGenerated() {
    Path file = make("out.wav");
    Provenance.sign(file, Works.placed(null, "x"), KEY);
    Verification.Claim claim = Provenance.verify(file, ANCHORS).claim();
    assertEquals("composite", claim.sourceType());
    assertEquals(List.of(), claim.generated());
    assertEquals("", claim.model());
    assertEquals(1, claim.contributions().size());
  }

  /** Signed by version 0.1.0. */
  @Test
  void aManifestOfBeforeThereWereContributionsIsReadAndVerified() throws IOException {
    Path file = folder.resolve("one-model.wav");
    try (InputStream old = ProvenanceTest.class.getResourceAsStream("one-model.wav")) {
      Files.write(file, old.readAllBytes());
    }
    Verification read = Provenance.verify(file, ANCHORS);
    assertTrue(read.whole(), "whatever the clock says of its certificate: " + read);
    Verification.Contribution model = read.claim().contributions().getFirst();
    assertTrue(model.generated());
    assertEquals("small", model.name());
    assertEquals("ab".repeat(32), model.sha256());
    assertEquals("CC-BY-SA-4.0", model.licence());
    assertEquals("quiet rain", read.claim().prompt());
  }

  @Test
  void aPromptIsDisclosedWhenAsked() {
    Path file = make("out.wav");
    Origin origin = Works.origin("x");
    Provenance.sign(
        file,
        new Origin(
            "x",
            origin.contributions(),
            new Prompt("rain, \"heavy\" é", "music"),
            true,
            -5,
            null,
            null,
            "1",
            Works.TIME),
        KEY);
    Verification.Claim claim = Provenance.verify(file, ANCHORS).claim();
    assertEquals("rain, \"heavy\" é", claim.prompt());
    assertEquals("", claim.watermarkId());
    assertEquals(List.of("c2pa.created"), claim.actions(), "not marked, and not said to be");
  }

  @Test
  void aLongPromptIsWrittenWhole() {
    Path file = make("out.mp3");
    Origin origin = Works.origin("x");
    String prompt = "rain ".repeat(400);
    Provenance.sign(
        file,
        new Origin(
            "x", origin.contributions(), new Prompt(prompt, ""), true, 1, 1, null, "1", Works.TIME),
        KEY);
    Verification read = Provenance.verify(file, ANCHORS);
    assertEquals(Verification.State.TRUSTED, read.state());
    assertEquals(prompt, read.claim().prompt());
  }

  @Test
  void aFilmKeepsTheManifestOfItsSource() {
    Path source = make("source.mov");
    byte[] manifest = Provenance.sign(source, Works.origin("source"), KEY).manifest();
    Path file = make("out.mkv");
    Provenance.Signed signed = Provenance.sign(file, Works.from(source, "out"), KEY);
    signed.writeSidecar(file, false);
    Verification read = Provenance.verify(file, ANCHORS);
    assertEquals(Verification.State.TRUSTED, read.state(), read.toString());
    assertEquals("compositeWithTrainedAlgorithmicMedia", read.claim().sourceType());
    Verification.Part part = read.claim().ingredients().getFirst();
    assertEquals("source.mov", part.title());
    String label = ManifestStore.parse(manifest).active().label();
    assertEquals(label, part.manifest());
    byte[] kept = ManifestStore.parse(signed.manifest()).manifest(label).box().bytes();
    assertArrayEquals(ManifestStore.parse(manifest).active().box().bytes(), kept);
    assertTrue(
        read.claim().actions().containsAll(List.of("c2pa.placed", "c2pa.watermarked.bound")));
  }

  @Test
  void aSourceThatWasTamperedWithIsSaidToBe() throws IOException {
    Path source = make("source.mp4");
    Provenance.sign(source, Works.origin("source"), KEY);
    Path changed =
        Works.flip(source, Works.after(source, "promptSha256") + 9, folder.resolve("changed.mp4"));
    Path file = make("out.mp4");
    Provenance.sign(file, Works.from(changed, "out"), KEY);
    Verification read = Provenance.verify(file, ANCHORS);
    assertEquals(Verification.State.TRUSTED, read.state(), "we only say what we found");
    assertTrue(
        read.findings().stream()
            .anyMatch(finding ->
                finding.outcome() == Finding.Outcome.NOTE
                    && finding.code().equals("assertion.hashedURI.mismatch")
                    && finding.explanation().startsWith("of an ingredient")),
        read.toString());
  }

  @Test
  void aSourceWithABrokenManifestIsNoObstacle() throws IOException {
    Path source = make("source.wav");
    Provenance.sign(source, Works.origin("source"), KEY);
    Path broken = Works.flip(source, Works.place(source).start() + 4, folder.resolve("broken.wav"));
    assertEquals(Verification.State.INVALID, Provenance.verify(broken, ANCHORS).state());
    Path file = make("out.mp4");
    Provenance.sign(file, Works.from(broken, "out"), KEY);
    assertEquals(Verification.State.TRUSTED, Provenance.verify(file, ANCHORS).state());
  }

  /** Old containers, and films that are cut off, can be watched, so they can be made sound for. */
  @Test
  void aSourceOfAnotherKindIsNoObstacle() throws IOException {
    Path cut = make("cut.mp4");
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 99));
    Path unknown = Files.writeString(folder.resolve("old.film"), "some kind of film");
    for (Path source : List.of(make("a.mpg"), make("a.ts"), make("a.avi"), cut, unknown)) {
      Path file = make("from-" + source.getFileName() + ".mp4");
      Provenance.sign(file, Works.from(source, "x"), KEY);
      Verification read = Provenance.verify(file, ANCHORS);
      assertEquals(Verification.State.TRUSTED, read.state(), read.toString());
      assertEquals(
          new Verification.Part(source.getFileName().toString(), "componentOf", ""),
          read.claim().ingredients().getFirst());
    }
  }

  @Test
  void aManifestBesideAFileIsReplacedOnlyByForce() throws IOException {
    Path file = make("out.flac");
    Provenance.Signed first = Provenance.sign(file, Works.origin("x"), KEY);
    first.writeSidecar(file, false);
    Provenance.Signed second = Provenance.sign(file, Works.origin("y"), KEY);
    complains(() -> second.writeSidecar(file, false), "out.c2pa", "force");
    assertArrayEquals(first.manifest(), Provenance.read(file));
    second.writeSidecar(file, true);
    assertArrayEquals(second.manifest(), Provenance.read(file));
    Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
    Verification changed = Provenance.verify(file, ANCHORS);
    assertEquals(Verification.State.INVALID, changed.state());
    assertFalse(changed.whole());
  }

  /** What the ledger gives back for a file whose manifest was stripped. */
  @Test
  void aManifestAloneTellsWhoSignedWhat() {
    byte[] manifest = Provenance.sign(make("out.mp4"), Works.origin("x"), KEY).manifest();
    Verification read = Provenance.inspect(manifest, ANCHORS);
    assertEquals(Verification.State.TRUSTED, read.state());
    assertFalse(read.whole(), "no file was compared");
    assertEquals("3fa9c1", read.claim().watermarkId());
    manifest[manifest.length - 5] ^= 1;
    Verification forged = Provenance.inspect(manifest, ANCHORS);
    assertEquals(Verification.State.INVALID, forged.state());
    assertFalse(forged.signer().trusted(), "a certificate without its signature says nothing");
    byte[] half = Arrays.copyOf(manifest, manifest.length / 2);
    assertEquals(Verification.State.INVALID, Provenance.inspect(half, ANCHORS).state());
  }

  /** A second box under a label that the claim names would be another's word in our mouth. */
  @Test
  void aBoxTooManyIsFound() {
    byte[] manifest = Provenance.sign(make("out.wav"), Works.origin("x"), KEY).manifest();
    Jumbf box = ManifestStore.parse(manifest).active().box();
    Jumbf assertions = box.boxes().getFirst();
    byte[] more = assertions.boxes().getFirst().bytes();
    byte[] doubled =
        Jumbf.superbox(
            assertions.kind(),
            assertions.label(),
            Stream.concat(assertions.boxes().stream().map(Jumbf::bytes), Stream.of(more)).toList());
    assertEquals("assertion.undeclared", fault(box, List.of(doubled)));
    byte[] claim = box.boxes().get(1).bytes();
    assertEquals("claim.multiple", fault(box, List.of(assertions.bytes(), claim)));
  }

  private static String fault(Jumbf manifest, List<byte[]> first) {
    Stream<byte[]> others = manifest.boxes().stream().skip(1).map(Jumbf::bytes);
    byte[] changed =
        Jumbf.superbox(
            manifest.kind(), manifest.label(), Stream.concat(first.stream(), others).toList());
    Verification read =
        Provenance.inspect(Jumbf.superbox("c2pa", "c2pa", List.of(changed)), ANCHORS);
    assertEquals(Verification.State.INVALID, read.state(), read.toString());
    return read.findings().stream()
        .filter(finding -> finding.outcome() == Finding.Outcome.BAD)
        .findFirst()
        .orElseThrow()
        .code();
  }

  @Test
  void aFileWithoutManifestIsNotValid() {
    for (String name : List.of("a.mp4", "a.wav", "a.mp3", "a.flac", "a.mpg", "a.ts", "a.avi")) {
      Verification read = Provenance.verify(make(name), ANCHORS);
      assertEquals(Verification.State.NONE, read.state());
      assertFalse(read.whole());
      assertNull(Provenance.read(folder.resolve(name)));
    }
  }

  @Test
  void badInputIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no film, only some words\n");
    Path empty = Files.createFile(folder.resolve("empty.mp4"));
    Origin origin = Works.origin("x");
    complains(() -> Provenance.verify(text, ANCHORS), "notes.txt", "no film or sound");
    complains(() -> Provenance.verify(empty, ANCHORS), "empty.mp4", "no film or sound");
    complains(() -> Provenance.sign(text, origin, KEY), "notes.txt", "no film or sound");
    complains(() -> Provenance.sign(folder.resolve("none"), origin, KEY), "none: does not exist");
    complains(() -> Provenance.verify(folder.resolve("none"), ANCHORS), "none: does not exist");
    complains(() -> Provenance.verify(folder, ANCHORS), "cannot be read");
    Path film = make("film.mp4");
    byte[] bytes = Files.readAllBytes(film);
    Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length - 99));
    complains(() -> Provenance.verify(cut, ANCHORS), "cut.mp4", "broken or cut off");
    complains(() -> Provenance.sign(cut, origin, KEY), "cut.mp4", "broken or cut off");
    Provenance.sign(film, origin, KEY);
    complains(() -> Provenance.sign(film, origin, KEY), "film.mp4", "has a C2PA manifest already");
    complains(
        () -> Provenance.sign(make("b.wav"), Works.from(folder.resolve("gone.mp4"), "x"), KEY),
        "gone.mp4: does not exist");
    complains(() -> Provenance.trustAnchors(text), "notes.txt", "holds no certificate");
  }

  @Test
  void nothingIsLeftBehindWhenSigningFails() throws IOException {
    Path film = make("film.mp4");
    byte[] bytes = Files.readAllBytes(film);
    bytes[bytes.length - 1] = 7;
    Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length - 9));
    byte[] before = Files.readAllBytes(cut);
    assertThrows(RumoristaException.class, () -> Provenance.sign(cut, Works.origin("x"), KEY));
    assertArrayEquals(before, Files.readAllBytes(cut));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void aSignedFileKeepsItsRights() throws IOException {
    Path file = make("out.wav");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
    Provenance.sign(file, Works.origin("x"), KEY);
    assertEquals("rw-rw-r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aHashThatLeavesOutTheFilmIsNoProof() throws IOException {
    Path file = make("out.mp4");
    try (FileChannel channel = FileChannel.open(file)) {
      ObjectNode binding = BmffHash.of(channel);
      binding.withArray("exclusions").addObject().put("xpath", "/mdat");
      Finding finding = BmffHash.check(channel, binding, HashAlgorithm.SHA256, "here");
      assertEquals(Finding.Outcome.BAD, finding.outcome());
      assertTrue(finding.explanation().contains("mdat"), finding.explanation());
      ObjectNode whole = DataHash.of(channel, new Place(100, 50, 100, 150));
      Finding partly = DataHash.check(channel, null, whole, HashAlgorithm.SHA256, "here");
      assertEquals("assertion.dataHash.additionalExclusionsPresent", partly.code());
    }
  }

  /** Places near 4 GiB cannot all be shifted. */
  @Test
  void aFilmWhosePlacesHaveNoRoomHasItsManifestAtTheEnd() throws IOException {
    Path file = make("out.mp4");
    long table = Works.after(file, "stco") + 8;
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes).putInt((int) table, -1000);
    Files.write(file, bytes);
    Provenance.sign(file, Works.origin("x"), KEY);
    assertEquals(bytes.length, Works.place(file).excludedStart());
    assertArrayEquals(bytes, Arrays.copyOf(Files.readAllBytes(file), bytes.length));
    assertEquals(Verification.State.TRUSTED, Provenance.verify(file, ANCHORS).state());
  }

  @Test
  void memoryDoesNotGrowWithTheFile() throws IOException {
    Path film = make("large.mp4");
    long hole = 100 << 20;
    long size = Files.size(film);
    try (RandomAccessFile writer = new RandomAccessFile(film.toFile(), "rw")) {
      writer.seek(size);
      writer.writeInt((int) hole);
      writer.writeBytes("free");
      writer.setLength(size + hole);
    }
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = memory.getCurrentThreadAllocatedBytes();
    Provenance.sign(film, Works.origin("x"), KEY);
    assertEquals(Verification.State.TRUSTED, Provenance.verify(film, ANCHORS).state());
    long used = memory.getCurrentThreadAllocatedBytes() - before;
    assertTrue(used < 20 << 20, used + " bytes for a file of " + hole);
    assertTrue(Files.size(film) > size + hole);
  }

  private static void complains(Executable action, String... words) {
    String message = assertThrows(RumoristaException.class, action).getMessage();
    for (String word : words) {
      assertTrue(message.contains(word), message);
    }
    assertEquals(1, message.lines().count(), message);
  }
}
