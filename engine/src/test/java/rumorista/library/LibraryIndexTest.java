package rumorista.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.Waveform;

class LibraryIndexTest {
  @TempDir Path room;
  private Path library;
  private Path home;
  private final Counting analysis = new Counting();

  /** Remembers what it was asked about. */
  private static final class Counting implements LibraryIndex.Analysis {
    final Set<String> asked = new ConcurrentSkipListSet<>();
    String version = "1";

    @Override
    public String version() {
      return version;
    }

    @Override
    public String analyse(Recording recording, Waveform sound) {
      asked.add(recording.name());
      return "%d\t%d\n\\%d".formatted(sound.channels(), sound.sampleRate(), sound.length() / 480);
    }

    List<String> takeAsked() {
      List<String> names = List.copyOf(asked);
      asked.clear();
      return names;
    }
  }

  @BeforeEach
  void makeLibrary() {
    library = room.resolve("my sounds");
    home = room.resolve("home");
    TestWav.write(library.resolve("rain/a.wav"), TestWav.tone(0.5, 44_100));
    TestWav.write(
        library.resolve("rain/b.wav"),
        TestWav.tone(
            1, 8_000, TestWav.info("INAM", "Roof in Spring", "IART", "Ada", "ICOP", "CC0 1.0")));
  }

  @Test
  void filesAreListenedToOnce() {
    List<LibraryIndex.Entry> entries = open().entries();
    assertEquals(List.of("a", "b"), analysis.takeAsked());
    assertEquals(2, entries.size());
    LibraryIndex.Entry first = entries.getFirst();
    assertEquals(44_100, first.sampleRate());
    assertEquals(1, first.channels());
    assertEquals(0.5, first.recording().seconds(), 0.001);
    assertEquals("2\t48000\n\\50", first.analysis(), "given back as it was written");
    assertEquals(entries, open().entries());
    assertEquals(List.of(), analysis.takeAsked());
  }

  @Test
  void whatTheFileSaysIsKept() {
    open();
    Recording recording = open().entries().get(1).recording();
    assertEquals("rain", recording.label());
    assertEquals("rain, Roof in Spring", recording.caption());
    assertEquals("Ada", recording.attribution());
    assertEquals("CC0 1.0", recording.licence());
    assertEquals("CC0/PD", recording.licenceClass());
    assertEquals("unknown", open().entries().getFirst().recording().licence());
  }

  @Test
  void aManifestOverrulesTheFile() throws IOException {
    Files.writeString(
        library.resolve("manifest.tsv"),
        "file\tclass\tcaption\tattribution\nrain/b.wav\tdrops\tsoft drops\tGrace\n");
    LibraryIndex.Entry entry = open().entries().getFirst();
    assertEquals("soft drops", entry.recording().caption());
    assertEquals("Grace", entry.recording().attribution());
    assertEquals(1, entry.recording().seconds(), 0.001);
  }

  @Test
  void onlyNewAndChangedFilesAreListenedToAgain() throws IOException {
    open();
    analysis.takeAsked();
    TestWav.write(library.resolve("wind/c.wav"), TestWav.tone(0.2, 8_000));
    assertEquals(3, open().entries().size());
    assertEquals(List.of("c"), analysis.takeAsked());
    TestWav.write(library.resolve("rain/a.wav"), TestWav.tone(0.7, 44_100));
    assertEquals(0.7, open().entries().getFirst().recording().seconds(), 0.001);
    assertEquals(List.of("a"), analysis.takeAsked());
    Files.setLastModifiedTime(library.resolve("rain/b.wav"), FileTime.fromMillis(1_000));
    open();
    assertEquals(List.of("b"), analysis.takeAsked());
    Files.delete(library.resolve("wind/c.wav"));
    assertEquals(2, open().entries().size());
    assertEquals(List.of(), analysis.takeAsked());
    assertFalse(Files.readString(index()).contains("wind"), "forgotten");
  }

  @Test
  void anotherVersionOfTheAnalysisListensToAll() {
    open();
    analysis.takeAsked();
    analysis.version = "2";
    open();
    assertEquals(List.of("a", "b"), analysis.takeAsked());
  }

  @Test
  void aDamagedIndexIsMadeAgain() throws IOException {
    open();
    analysis.takeAsked();
    String good = Files.readString(index());
    for (String bad :
        List.of(
            "",
            "nonsense",
            "# rumorista index 1\t1",
            good.substring(0, good.length() / 2),
            good.replace("rain/a.wav\t", "rain/a.wav\tx"),
            good.replace("# end\t2", "# end\t3"),
            "\u0000\uffff" + good)) {
      Files.writeString(index(), bad);
      assertEquals(2, open().entries().size());
      assertTrue(analysis.takeAsked().contains("a"), bad);
      assertEquals(good, Files.readString(index()));
    }
    Files.write(index(), new byte[] {(byte) 0xc3, 0x28, 10, 10, 10});
    assertEquals(2, open().entries().size());
  }

  @Test
  void damagedFilesAreWarnedOfAndNotTriedAgain() throws IOException {
    TestWav.write(library.resolve("rain/bad.wav"), TestWav.letters("this is no sound"));
    TestWav.write(library.resolve("rain/empty.ogg"), new byte[0]);
    LibraryIndex opened = open();
    assertEquals(2, opened.entries().size());
    assertEquals(2, opened.warnings().size(), opened.warnings().toString());
    assertTrue(opened.warnings().getFirst().contains("bad.wav"), opened.warnings().toString());
    assertEquals(opened.warnings(), open().warnings());
    Files.delete(library.resolve("rain/a.wav"));
    Files.delete(library.resolve("rain/b.wav"));
    RumoristaException error = assertThrows(RumoristaException.class, this::open);
    assertTrue(error.getMessage().contains("none of its 2 sounds"), error.getMessage());
  }

  @Test
  void aFileOfTheManifestThatIsNotThereIsWarnedOf() throws IOException {
    Files.writeString(
        library.resolve("manifest.tsv"),
        "file\tclass\tcaption\nrain/b.wav\train\tx\nabsent.wav\train\tx\n");
    LibraryIndex opened = open();
    assertEquals(1, opened.entries().size());
    assertTrue(opened.warnings().getFirst().contains("absent.wav"), opened.warnings().toString());
  }

  @Test
  void theIndexOfAReadOnlyFolderLiesInTheCache() throws IOException {
    Set<PosixFilePermission> rights = Files.getPosixFilePermissions(library);
    Files.setPosixFilePermissions(library, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assertKeptInTheCache();
      assertFalse(Files.exists(index()), "nor does an administrator write there");
    } finally {
      Files.setPosixFilePermissions(library, rights);
    }
  }

  @Test
  void whereTheIndexCannotBeWrittenItLiesInTheCache() throws IOException {
    Files.createDirectory(index());
    assertKeptInTheCache();
  }

  private void assertKeptInTheCache() throws IOException {
    open();
    assertEquals(List.of("a", "b"), analysis.takeAsked());
    try (Stream<Path> files = Files.list(home.resolve("cache/libraries"))) {
      assertEquals(1, files.filter(file -> file.toString().endsWith(".tsv")).count());
    }
    assertEquals(2, open().entries().size());
    assertEquals(List.of(), analysis.takeAsked());
  }

  @Test
  void whereNothingCanBeWrittenAtAllItStillOpens() throws IOException {
    Files.createDirectory(index());
    Files.createFile(home);
    LibraryIndex opened = open();
    assertEquals(2, opened.entries().size());
    assertTrue(
        opened.warnings().getFirst().contains("made every time"), opened.warnings().toString());
  }

  @Test
  void aSealedIndexGoesWithItsFolder() throws IOException {
    LibraryIndex.seal(library, home, analysis, Progress.NONE);
    analysis.takeAsked();
    Files.setLastModifiedTime(library.resolve("rain/b.wav"), FileTime.fromMillis(1_000));
    library = Files.move(library, room.resolve("elsewhere"));
    assertEquals(2, open().entries().size());
    assertEquals(List.of(), analysis.takeAsked());
    TestWav.write(library.resolve("rain/a.wav"), TestWav.tone(0.7, 44_100));
    open();
    assertEquals(List.of("a"), analysis.takeAsked());
  }

  @Test
  void cancellingKeepsWhatIsDone() {
    List<Double> fractions = new ArrayList<>();
    Progress impatient =
        (stage, fraction) -> {
          fractions.add(fraction);
          if (fraction > 0) {
            throw new RumoristaException(RumoristaException.Kind.CANCELLED, "enough");
          }
        };
    RumoristaException error =
        assertThrows(
            RumoristaException.class, () -> LibraryIndex.open(library, home, analysis, impatient));
    assertEquals(RumoristaException.Kind.CANCELLED, error.kind());
    assertEquals(0.5, fractions.getLast());
    analysis.takeAsked();
    open();
    assertEquals(1, analysis.takeAsked().size());
  }

  @Test
  void aMistakeInTheAnalysisIsNotHidden() {
    LibraryIndex.Analysis broken =
        new LibraryIndex.Analysis() {
          @Override
          public String version() {
            return "broken";
          }

          @Override
          public String analyse(Recording recording, Waveform sound) {
            throw new ArithmeticException("a bug");
          }
        };
    assertThrows(
        IllegalStateException.class, () -> LibraryIndex.open(library, home, broken, Progress.NONE));
  }

  @Test
  void severalLibrariesKeepTheirOrder() {
    Path second = room.resolve("second");
    TestWav.write(second.resolve("dog.wav"), TestWav.tone(0.2, 8_000));
    List<LibraryIndex> opened =
        Libraries.open(
            List.of(second, library, second.resolve("../second")), home, analysis, Progress.NONE);
    assertEquals(
        List.of("dog", "a", "b"),
        opened.stream().flatMap(i -> i.entries().stream()).map(e -> e.recording().name()).toList());
  }

  @Test
  void ownFoldersAreRegisteredAndForgotten() throws IOException {
    assertEquals(List.of(), Libraries.installed(home));
    Libraries.Installed registered = Libraries.register(library, home);
    assertEquals("my-sounds", registered.name());
    assertEquals(List.of(registered), Libraries.installed(home));
    Path other = room.resolve("other/my sounds");
    TestWav.write(other.resolve("dog.wav"), TestWav.tone(0.2, 8_000));
    assertThrows(RumoristaException.class, () -> Libraries.register(other, home));
    Libraries.remove("my-sounds", home);
    assertEquals(List.of(), Libraries.installed(home));
    assertTrue(Files.exists(library.resolve("rain/a.wav")), "the folder stays");
    for (String name : List.of("my-sounds", "../my sounds", "..", "", "/etc")) {
      RumoristaException error =
          assertThrows(RumoristaException.class, () -> Libraries.remove(name, home), name);
      assertTrue(error.getMessage().contains("is not installed"), error.getMessage());
    }
    assertTrue(Files.exists(library.resolve("rain/a.wav")));
  }

  private LibraryIndex open() {
    return LibraryIndex.open(library, home, analysis, Progress.NONE);
  }

  private Path index() {
    return library.resolve(IndexFile.NAME);
  }
}
