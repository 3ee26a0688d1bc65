package rumorista.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rumorista.library.packages.PackageRecipe;
import rumorista.library.packages.PackageRecording;

/** The committed library is what its recipe and its manifest say, and may be shipped. */
class ShippedLibraryTest {
  private static final Path LIBRARY = Path.of("../models/library");
  private static final long MOST_BYTES = 45_000_000;
  private static final Set<String> FREE = Set.of("CC0/PD", "CC-BY", "permissive/other-free");

  private final List<Recording> recordings = Manifest.read(LIBRARY);

  @Test
  void manifestRecipeAndFilesAgree() throws IOException {
    Set<String> listed =
        recordings.stream()
            .map(recording -> LIBRARY.relativize(recording.file()).toString())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> wanted =
        PackageRecipe.read(LIBRARY.resolve(PackageRecipe.FILE_NAME)).stream()
            .map(PackageRecording::file)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> there;
    try (Stream<Path> files = Files.walk(LIBRARY)) {
      there =
          files
              .filter(file -> file.toString().endsWith(".opus"))
              .map(file -> LIBRARY.relativize(file).toString())
              .collect(Collectors.toCollection(TreeSet::new));
    }
    assertEquals(wanted, listed);
    assertEquals(wanted, there);
    assertEquals(recordings.size(), listed.size());
  }

  @Test
  void everythingMayBeShipped() throws IOException {
    for (Recording recording : recordings) {
      assertTrue(FREE.contains(recording.licenceClass()), recording.toString());
      assertTrue(recording.source().matches("(debian|npm|pypi|maven):.+"), recording.toString());
      assertTrue(!recording.attribution().isBlank(), recording.toString());
    }
    String everything = Files.readString(LIBRARY.resolve(Manifest.FILE_NAME));
    assertTrue(!everything.contains("github:"));
  }

  @Test
  void everyPackageIsCredited() throws IOException {
    String credits = Files.readString(LIBRARY.resolve("ATTRIBUTION.md"));
    for (Recording recording : recordings) {
      assertTrue(credits.contains("## " + recording.source() + "\n"), recording.source());
    }
  }

  @Test
  void itIsSmallEnough() throws IOException {
    try (Stream<Path> files = Files.walk(LIBRARY)) {
      long bytes = files.filter(Files::isRegularFile).mapToLong(ShippedLibraryTest::size).sum();
      assertTrue(bytes <= MOST_BYTES, bytes + " bytes");
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
