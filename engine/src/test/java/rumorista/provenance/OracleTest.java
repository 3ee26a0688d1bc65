package rumorista.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the field's own validator says of our files, and of what was done to them afterwards. */
class OracleTest {
  private static final List<String> EXTENSIONS = List.of("mp4", "mov", "m4a", "wav", "mp3");
  private static final TestAuthority AUTHORITY = new TestAuthority("Test Authority");
  private static final List<X509Certificate> ANCHORS = List.of(AUTHORITY.root);

  @TempDir static Path folder;
  private static Map<Path, JsonNode> verdicts;
  private static final List<Path> SPOILED = new ArrayList<>();

  /** Makes all files, then asks once: Node takes longer to start than to answer. */
  @BeforeAll
  static void ask() throws IOException {
    SigningKey key = AUTHORITY.signer("Studio Example");
    List<Path> files = new ArrayList<>();
    for (String extension : EXTENSIONS) {
      Path file = Works.make(folder.resolve("good." + extension));
      Provenance.sign(file, Works.origin("good"), key);
      files.add(file);
      SPOILED.addAll(spoil(file, extension, key));
      Path stranger = Works.make(folder.resolve("stranger." + extension));
      Provenance.sign(stranger, Works.origin("stranger"), new TestAuthority("Nobody").signer("X"));
      files.add(stranger);
    }
    for (String extension : List.of("mp4", "wav")) {
      Path mixed = Works.make(folder.resolve("mixed." + extension));
      Provenance.sign(mixed, Works.mixed(folder.resolve("good.mp4"), "mixed"), key);
      files.add(mixed);
      Path placed = Works.make(folder.resolve("placed." + extension));
      Provenance.sign(placed, Works.placed(null, "placed"), key);
      files.add(placed);
    }
    files.addAll(films(key));
    files.addAll(SPOILED);
    files.add(localKey());
    verdicts = Oracle.validate(AUTHORITY.anchorsPem(), files);
  }

  /** One copy for each thing that may be changed. */
  private static List<Path> spoil(Path file, String extension, SigningKey key) throws IOException {
    Place place = Works.place(file);
    List<Path> spoiled = new ArrayList<>();
    if (extension.equals("mp4") || extension.equals("mov")) {
      spoiled.add(Works.flip(file, Works.trackByte(file, "vide"), name("video", extension)));
      spoiled.add(Works.flip(file, Works.trackByte(file, "soun"), name("audio", extension)));
    } else {
      long audio =
          extension.equals("mp3") || extension.equals("m4a")
              ? Files.size(file) - 200
              : place.start() - 200;
      spoiled.add(Works.flip(file, audio, name("audio", extension)));
    }
    long assertion = Works.after(file, "promptSha256") + 10;
    long title = Works.after(file, "dc:title") + 2;
    long signature = place.start() + place.length() - 10;
    spoiled.add(Works.flip(file, assertion, name("assertion", extension)));
    spoiled.add(Works.flip(file, title, name("claim", extension)));
    spoiled.add(Works.flip(file, signature, name("signature", extension)));
    spoiled.add(swap(file, place, extension, key));
    byte[] longer = Files.readAllBytes(file);
    Path appended = name("appended", extension);
    Files.write(appended, longer);
    Files.write(
        appended,
        new byte[] {0, 0, 0, 8, 'f', 'o', 'o', 'o'},
        java.nio.file.StandardOpenOption.APPEND);
    spoiled.add(appended);
    return spoiled;
  }

  /** The manifest of another work, signed by the same key, in place of its own. */
  private static Path swap(Path file, Place place, String extension, SigningKey key)
      throws IOException {
    Path other = Works.make(folder.resolve("swapped." + extension));
    byte[] media = Files.readAllBytes(other);
    media[media.length - (extension.equals("wav") ? 300 : 100)] ^= 1;
    Files.write(other, media);
    byte[] manifest = Provenance.sign(other, Works.origin("good"), key).manifest();
    assertEquals(place.length(), manifest.length, "a manifest of the same length");
    byte[] bytes = Files.readAllBytes(file);
    System.arraycopy(manifest, 0, bytes, (int) place.start(), manifest.length);
    return Files.write(other, bytes);
  }

  /** Films made from other films: without manifest, with one, and with a broken one. */
  private static List<Path> films(SigningKey key) throws IOException {
    Path plain = Works.make(folder.resolve("plain.mp4"));
    Path signed = folder.resolve("good.mov");
    Path broken = name("video", "mp4");
    List<Path> made = new ArrayList<>();
    for (Path source : List.of(plain, signed, broken)) {
      Path film = Works.make(folder.resolve("from-" + source.getFileName()));
      Provenance.sign(film, Works.from(source, "made"), key);
      made.add(film);
    }
    return made;
  }

  /** As an operator has it who has bought no certificate. */
  private static Path localKey() {
    Path film = Works.make(folder.resolve("local.mp4"));
    Provenance.sign(film, Works.origin("local"), Keys.open(folder.resolve("home")).signingKey());
    return film;
  }

  private static Path name(String what, String extension) {
    return folder.resolve(what + "." + extension);
  }

  static List<Path> spoiled() {
    return SPOILED;
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "mov", "m4a", "wav", "mp3"})
  void isTrusted(String extension) {
    JsonNode verdict = verdicts.get(name("good", extension));
    assertEquals("Trusted", verdict.path("state").asText(), verdict.toPrettyString());
    assertTrue(verdict.path("failures").isEmpty(), verdict.toPrettyString());
    assertFalse(
        verdict.path("informational").toString().contains("additionalExclusions"),
        "only the manifest is left out");
    assertEquals(
        Verification.State.TRUSTED, Provenance.verify(name("good", extension), ANCHORS).state());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "mov", "m4a", "wav", "mp3"})
  void isOnlyValidFromAStranger(String extension) {
    Path file = name("stranger", extension);
    JsonNode verdict = verdicts.get(file);
    assertNotEquals("Trusted", verdict.path("state").asText(), verdict.toPrettyString());
    assertEquals(
        "[\"signingCredential.untrusted\"]", verdict.path("failures").toString(), "nothing else");
    assertEquals(Verification.State.VALID, Provenance.verify(file, ANCHORS).state());
  }

  @ParameterizedTest
  @MethodSource("spoiled")
  void everyTamperingIsFound(Path file) {
    JsonNode verdict = verdicts.get(file);
    assertTrue(
        verdict.has("error") || verdict.path("state").asText().equals("Invalid"),
        verdict.toPrettyString());
    Verification ours = Provenance.verify(file, ANCHORS);
    assertEquals(Verification.State.INVALID, ours.state(), ours.toString());
    assertFalse(ours.whole());
  }

  @ParameterizedTest
  @ValueSource(strings = {"from-plain.mp4", "from-good.mov", "from-video.mp4"})
  void aFilmMadeFromAnotherIsTrusted(String film) {
    Path file = folder.resolve(film);
    JsonNode verdict = verdicts.get(file);
    assertEquals("Trusted", verdict.path("state").asText(), verdict.toPrettyString());
    assertEquals(Verification.State.TRUSTED, Provenance.verify(file, ANCHORS).state());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mixed.mp4", "mixed.wav", "placed.mp4", "placed.wav"})
  void aWorkOfSeveralContributionsIsTrusted(String name) {
    JsonNode verdict = verdicts.get(folder.resolve(name));
    assertEquals("Trusted", verdict.path("state").asText(), verdict.toPrettyString());
    assertTrue(verdict.path("failures").isEmpty(), verdict.toPrettyString());
    JsonNode store = verdict.path("store");
    JsonNode active = store.path("manifests").path(store.path("active_manifest").asText());
    List<String> ingredients = active.path("ingredients").findValuesAsText("title");
    assertTrue(ingredients.contains("field recordings 2"), store.toPrettyString());
    assertTrue(active.toString().contains("debian:rain"), "the credits stand in it");
  }

  @Test
  void theManifestOfTheSourceIsKept() {
    JsonNode store = verdicts.get(folder.resolve("from-good.mov")).path("store");
    assertEquals(2, store.path("manifests").size(), store.toPrettyString());
    JsonNode active = store.path("manifests").path(store.path("active_manifest").asText());
    JsonNode ingredient = active.path("ingredients").path(0);
    assertEquals("good.mov", ingredient.path("title").asText());
    assertEquals("componentOf", ingredient.path("relationship").asText());
    JsonNode kept = store.path("manifests").path(ingredient.path("active_manifest").asText());
    assertEquals("good", kept.path("title").asText(), store.toPrettyString());
    assertEquals(
        "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia",
        active
            .path("assertions")
            .path(0)
            .path("data")
            .path("actions")
            .path(0)
            .path("digitalSourceType")
            .asText());
  }

  @Test
  void aReaderSeesWhatWasMade() {
    JsonNode store = verdicts.get(name("good", "mp4")).path("store");
    JsonNode manifest = store.path("manifests").path(store.path("active_manifest").asText());
    String text = manifest.toString();
    assertTrue(text.contains("\"c2pa.created\""), text);
    assertTrue(text.contains("digitalsourcetype/trainedAlgorithmicMedia"), text);
    assertTrue(text.contains("\"c2pa.watermarked.bound\""), text);
    assertTrue(text.contains("\"value\":\"3fa9c1\""), text);
    assertTrue(text.contains("\"weightsSha256\":\"" + "ab".repeat(32)), text);
    assertFalse(text.contains("heavy rain"), "the prompt is disclosed only when asked");
    assertEquals("Studio Example", manifest.path("signature_info").path("issuer").asText());
  }

  @Test
  void aLocalCertificateIsInOrder() {
    JsonNode verdict = verdicts.get(folder.resolve("local.mp4"));
    assertEquals("[\"signingCredential.untrusted\"]", verdict.path("failures").toString());
  }
}
