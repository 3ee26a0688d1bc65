package rumorista.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rumorista.RumoristaException;

class SoundFolderTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "heavyRain_onRoof02.wav | heavy_rain_on_roof | heavy rain on roof",
        "Weather/Rain/heavy 01.WAV | rain_heavy | heavy, rain, weather",
        "SFX/door-slam_48kHz.flac | door_slam | door slam",
        "dog/12345__ada__dog-bark-2.ogg | dog_bark | dog bark",
        "engines/V8EngineIdle.mp3 | engines_engine_idle | engine idle, engines",
        "rain/001.opus | rain | rain",
        "DOORWood_Slam Heavy_ADA_HOUSE.wav | door_wood | slam heavy, wood door",
        "GLASBrk_Bottle-Vendor_ADA_KIT_take2.wav | glass_break | bottle vendor, break glass",
        "UIClick_SoftTick_X_Y.wav | user_interface_click | soft tick, click user interface",
        "AMBXyz_Odd_A_B.wav | ambience | odd, ambience",
        "RAIN_heavy_long.wav | rain_heavy_long | rain heavy long",
        "pioggia/pioggiaBattente.m4a | pioggia_battente | pioggia battente",
        "hit/metal_6553c9.aiff | hit_metal | metal, hit"
      })
  void namesAreTheWords(String file, String label, String caption) {
    touch(file);
    Recording recording = SoundFolder.open(folder).recordings().getFirst();
    assertEquals(label, recording.label());
    assertEquals(caption, recording.caption());
    assertEquals("unknown", recording.licence());
    assertEquals("unknown", recording.licenceClass());
  }

  @Test
  void whoMadeItIsReadOffItsName() {
    touch("1__ada__rain.wav");
    touch("DOORWood_Slam_GRACE_KIT.wav");
    touch("plain.wav");
    assertEquals(List.of("ada", "GRACE", "unknown"), all(Recording::attribution));
  }

  @Test
  void aWordOfManyFoldersIsTheCollectionsAndNotTheKinds() {
    for (String kind : List.of("rain", "wind", "dog", "cat")) {
      touch(kind + "/acme_01_" + kind.length() + ".wav");
    }
    touch("bell/big.wav");
    assertEquals(List.of("bell_big", "cat", "dog", "rain", "wind"), all(Recording::label));
    assertTrue(all(Recording::caption).contains("acme, rain"), "still among its words");
  }

  @Test
  void everyFolderIsSearchedAndWhatIsNoSoundIsSaid() {
    touch("a/b/c/d/e/deep.wav");
    touch("a/film.mp4");
    touch("readme.txt");
    touch("cover.jpg");
    touch("._hidden.wav");
    touch(".trash/old.wav");
    SoundFolder opened = SoundFolder.open(folder);
    assertFalse(opened.hasManifest());
    assertEquals(1, opened.recordings().size());
    assertEquals(1, opened.warnings().size(), opened.warnings().toString());
    assertTrue(opened.warnings().getFirst().contains("film.mp4"), opened.warnings().toString());
  }

  @Test
  void loopsAndDeadLinksAreSaidAndNotFollowed() throws IOException {
    touch("a/rain.wav");
    Files.createSymbolicLink(folder.resolve("a/loop"), folder);
    Files.createSymbolicLink(folder.resolve("a/dead.wav"), folder.resolve("nowhere"));
    Files.createSymbolicLink(folder.resolve("again.wav"), folder.resolve("a/rain.wav"));
    SoundFolder opened = SoundFolder.open(folder);
    assertEquals(2, opened.recordings().size(), "the file and the link to it");
    assertEquals(2, opened.warnings().size(), opened.warnings().toString());
    String warnings = String.join("\n", opened.warnings());
    assertTrue(warnings.contains("a/loop: a link to a folder around it"), warnings);
    assertTrue(warnings.contains("a/dead.wav"), warnings);
  }

  @Test
  void tenThousandFilesAreTakenAndNoMore() {
    for (int i = 0; i <= FolderWalk.MOST_FILES; i++) {
      touch("k%02d/s%05d.wav".formatted(i % 100, i));
    }
    SoundFolder opened = SoundFolder.open(folder);
    assertEquals(FolderWalk.MOST_FILES, opened.recordings().size());
    assertTrue(
        opened.warnings().getFirst().contains("10,001 sounds"), opened.warnings().toString());
    Path left = folder.resolve("k99/s09999.wav");
    assertFalse(opened.recordings().stream().anyMatch(r -> r.file().equals(left)), "the last");
  }

  @Test
  void aManifestComesFirst() throws IOException {
    touch("other.wav");
    Files.writeString(
        folder.resolve("manifest.tsv"), "file\tclass\tcaption\na.wav\train\tsoft rain\n");
    SoundFolder opened = SoundFolder.open(folder);
    assertTrue(opened.hasManifest());
    assertEquals(List.of("soft rain"), all(Recording::caption));
  }

  @Test
  void folderWithoutSoundIsRefused() {
    touch("notes.txt");
    assertRefused(folder, "neither manifest.tsv nor a sound file");
    assertRefused(folder.resolve("absent"), "no such folder");
    assertRefused(folder.resolve("notes.txt"), "not a folder");
  }

  @Test
  void summaryCountsKindsAndLicences() throws IOException {
    touch("a.wav");
    Files.write(
        folder.resolve("manifest.tsv"),
        List.of(
            "file\tclass\tcaption\tseconds\tlicence_class",
            "a.wav\train\tx\t1.5\tCC-BY",
            "b.wav\train\tx\t2\tCC0/PD",
            "c.wav\tdog\tx\t\tCC-BY"));
    LibrarySummary summary = LibrarySummary.of(SoundFolder.open(folder));
    assertEquals(3, summary.recordings());
    assertEquals(3.5, summary.seconds());
    assertEquals(2, summary.missingFiles());
    assertEquals("{dog=1, rain=2}", summary.kinds().toString());
    assertEquals("{CC-BY=2, CC0/PD=1}", summary.licences().toString());
  }

  private List<String> all(java.util.function.Function<Recording, String> part) {
    return SoundFolder.open(folder).recordings().stream().map(part).collect(Collectors.toList());
  }

  private static void assertRefused(Path path, String words) {
    RumoristaException error = assertThrows(RumoristaException.class, () -> SoundFolder.open(path));
    assertEquals(RumoristaException.Kind.INVALID_INPUT, error.kind());
    assertTrue(error.getMessage().contains(words), error.getMessage());
  }

  private void touch(String name) {
    TestWav.write(folder.resolve(name), new byte[0]);
  }
}
