package rumorista.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.media.SoundWriter;

class LibraryCommandTest {
  @TempDir Path room;
  private Path sounds;
  private Path home;

  @BeforeEach
  void makeLibrary() throws IOException {
    home = room.resolve("home");
    Path models = Files.createDirectories(Defaults.modelsDirectory().resolve("library"));
    Files.copy(
        Path.of("../models/library/open.tsv.gz"),
        models.resolve("open.tsv.gz"),
        StandardCopyOption.REPLACE_EXISTING);
    sounds = Files.createDirectories(room.resolve("my sounds"));
    Files.write(
        sounds.resolve("manifest.tsv"),
        List.of(
            "file\tclass\tcaption\tseconds\tlicence_class",
            "a.wav\tzither_solo\tx\t30\tCC-BY",
            "b.wav\tzither_solo\tx\t30\tCC-BY",
            "c.wav\tzither_solo\tx\t30\tCC0/PD",
            "d.wav\train\tx\t30\tCC0/PD"));
  }

  @Test
  void listsKindsCountsLicencesAndWhatIsThin() throws IOException {
    JsonNode json = json("library", "list", "--json", "--library", sounds, "--home", home);
    JsonNode library = json.path("libraries").get(json.path("libraries").size() - 1);
    assertEquals("my sounds", library.path("name").asText());
    assertEquals(4, library.path("recordings").asInt());
    assertEquals(120, library.path("seconds").asDouble());
    assertEquals(2, library.path("licences").path("CC-BY").asInt());
    assertEquals(3, json.path("kinds").path("zither_solo").asInt());
    assertFalse(json.path("thin").toString().contains("zither_solo"));
    assertTrue(json.path("installable").size() > 0);
    assertFalse(json.path("installable").has("rain"), "there is some");
    String text = Run.of("library", "--library", sounds, "--home", home).succeeds().output();
    assertTrue(text.contains("CC-BY 2, CC0/PD 2"), text);
    assertTrue(text.contains("zither_solo 3"), text);
    assertTrue(text.contains("4 files that its manifest lists are not there"), text);
    assertTrue(text.contains("brought by rumorista library install"), text);
  }

  @Test
  void aFolderOfOnesOwnIsInstalledAndRemoved() throws IOException {
    Run.of("library", "install", sounds, "--home", home).succeeds();
    JsonNode json = json("library", "--json", "--home", home);
    assertTrue(json.path("libraries").toString().contains("my-sounds"));
    Run.of("library", "remove", "my-sounds", "--home", home).succeeds();
    assertFalse(json("library", "--json", "--home", home).toString().contains("my-sounds"));
    assertTrue(Files.exists(sounds.resolve("manifest.tsv")));
  }

  @Test
  void aDryRunSaysHowMuchAndFetchesNothing() {
    String output =
        Run.of("library", "install", "--dry-run", "--from", "http://127.0.0.1:9/", "--home", home)
            .succeeds()
            .output();
    assertTrue(
        output.matches("(?s)3559 of 3559 recordings are missing: \\d+ files, \\d+ MB.*"), output);
    assertFalse(Files.exists(home));
  }

  @Test
  void whatCouldNotBeHadIsSaidInTheExitCode() throws Exception {
    Path tone = room.resolve("tone.wav");
    float[] samples = new float[24_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.3 * Math.sin(i * 0.06));
    }
    SoundWriter.write(SoundStream.of(Waveform.mono(samples, 48_000)), tone);
    byte[] sound = Files.readAllBytes(tone);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean known = exchange.getRequestURI().getPath().endsWith("/here.wav");
          exchange.sendResponseHeaders(known ? 200 : 404, known ? sound.length : -1);
          exchange.getResponseBody().write(known ? sound : new byte[0]);
          exchange.close();
        });
    server.start();
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort();
      Path all = recipe("all.tsv", sound, "here.wav");
      Path some = recipe("some.tsv", sound, "here.wav", "gone.wav");
      Run.of("library", "install", "--recipe", all, "--from", address, "--home", home).succeeds();
      Run run = Run.of("library", "install", "--recipe", some, "--from", address, "--home", home);
      assertEquals(1, run.code(), run.errors());
      assertTrue(run.errors().contains("gone.wav: status 404"), run.errors());
      assertTrue(run.output().contains("1 recordings"), run.output());
      assertEquals(2, json("library", "--json", "--home", home).path("kinds").path("hum").asInt());
      Run.of("library", "remove", "some", "--home", home).succeeds();
      assertEquals(1, json("library", "--json", "--home", home).path("kinds").path("hum").asInt());
    } finally {
      server.stop(0);
    }
  }

  private Path recipe(String name, byte[] sound, String... files) throws Exception {
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sound));
    StringBuilder rows =
        new StringBuilder(
            "repository\tcommit\tpath\tbytes\tsha256\tclass\tcaption\tname\tsource\tlicence"
                + "\tlicence_class\tattribution\tstart\tseconds\n");
    for (String file : files) {
      rows.append(
          "a/b\t%s\t%s\t%d\t%s\thum\ta hum\thum\ta\tCC0\tCC0/PD\tAda\t\t\n"
              .formatted("0".repeat(40), file, sound.length, sha256));
    }
    return Files.writeString(room.resolve(name), rows);
  }

  @Test
  void badInputIsNamed() {
    Run.of("library", "install", "unknown", "--home", home)
        .failsWith(ExitCode.INVALID_INPUT, "unknown: neither a folder nor a library");
    Run.of("library", "install", "--from", "nowhere", "--home", home)
        .failsWith(ExitCode.INVALID_INPUT, "nowhere: no address to fetch from");
    Run.of("library", "remove", "open", "--home", home)
        .failsWith(ExitCode.INVALID_INPUT, "library open: is not installed");
    Run.of("library", "--library", room.resolve("absent"), "--home", home)
        .failsWith(ExitCode.INVALID_INPUT, "absent: no such folder");
  }

  private static JsonNode json(Object... arguments) throws IOException {
    return new ObjectMapper().readTree(Run.of(arguments).succeeds().output());
  }
}
