package rumorista.library.install;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.library.Libraries;
import rumorista.library.LibraryIndex;

/**
 * Installs the recordings of a recipe as a library under Rumorista's home. What an earlier run has
 * fetched is not fetched again; the library counts as installed when its manifest is written, last.
 */
public final class Installation {
  /** Where the originals lie if no mirror is given. */
  public static final URI PUBLIC_ADDRESS = URI.create("https://raw.githubusercontent.com/");

  /** The name of the library that the shipped recipe makes. */
  public static final String OPEN = "open";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(500);

  /**
   * What is to be done.
   *
   * @param recordings all of the recipe
   * @param missing those that are not there yet
   * @param files to fetch for them
   * @param bytes of these files
   */
  public record Plan(int recordings, int missing, int files, long bytes) {}

  /**
   * What was done.
   *
   * @param recordings that the library holds now
   * @param failures one line for each file that could not be had
   * @param index of the library
   */
  public record Report(Path folder, int recordings, List<String> failures, LibraryIndex index) {}

  private final OpenRecipe recipe;
  private final Path home;
  private final Path folder;
  private final URI base;
  private final Duration patience;
  private final Duration pause;

  /**
   * @param name of the library
   * @param home Rumorista's
   * @param base where repositories lie: {@link #PUBLIC_ADDRESS} or a mirror
   */
  public Installation(OpenRecipe recipe, String name, Path home, URI base) {
    this(recipe, name, home, base, PATIENCE, PAUSE);
  }

  Installation(
      OpenRecipe recipe, String name, Path home, URI base, Duration patience, Duration pause) {
    this.recipe = recipe;
    this.home = home;
    this.folder = Libraries.folder(home).resolve(name);
    this.base = withSlash(base);
    this.patience = patience;
    this.pause = pause;
  }

  /**
   * The library that a recipe makes: {@code birds} of {@code birds.tsv}.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if a library cannot go by that name
   */
  public static String nameOf(Path recipe) {
    String name = String.valueOf(recipe.getFileName()).replaceAll("[.]tsv([.]gz)?$", "");
    if (!name.matches("[a-z0-9][a-z0-9_-]{0,63}")) {
      throw invalidInput(
          "%s: names no library; wanted lower-case letters, digits, - and _ before .tsv", recipe);
    }
    return name;
  }

  private static URI withSlash(URI base) {
    String scheme = String.valueOf(base.getScheme());
    if (!(scheme.equals("https") || scheme.equals("http")) || base.getHost() == null) {
      throw invalidInput(
          "%s: no address to fetch from; wanted one such as %s", base, PUBLIC_ADDRESS);
    }
    return base.toString().endsWith("/") ? base : URI.create(base + "/");
  }

  /** Says what {@link #run} would fetch; changes nothing. */
  public Plan plan() {
    Map<OpenRecording.Origin, List<OpenRecording>> missing = missing();
    return new Plan(
        recipe.recordings().size(),
        missing.values().stream().mapToInt(List::size).sum(),
        missing.size(),
        missing.keySet().stream().mapToLong(OpenRecording.Origin::bytes).sum());
  }

  private Map<OpenRecording.Origin, List<OpenRecording>> missing() {
    Map<OpenRecording.Origin, List<OpenRecording>> missing = new LinkedHashMap<>();
    recipe
        .origins()
        .forEach((origin, recordings) -> {
          List<OpenRecording> absent =
              recordings.stream()
                  .filter(recording -> !Files.isRegularFile(folder.resolve(recording.file())))
                  .toList();
          if (!absent.isEmpty()) {
            missing.put(origin, absent);
          }
        });
    return missing;
  }

  /**
   * Fetches, checks, cuts and indexes what is missing.
   *
   * @param analysis for the index
   * @throws RumoristaException {@code INVALID_INPUT} if nobody can be reached, nothing can be
   *     written, there is too little room, or another process installs; {@code CANCELLED}; in each
   *     case the next run goes on where this one ended
   */
  public Report run(LibraryIndex.Analysis analysis, Progress progress) {
    Path parts = folder.resolve(".fetching");
    try {
      Files.createDirectories(parts);
    } catch (IOException e) {
      throw invalidInput("%s: cannot be made (%s)", parts, e.getMessage());
    }
    try (InstallLock lock = InstallLock.take(Libraries.folder(home))) {
      requireRoom();
      Download download = new Download(base, patience, pause);
      List<String> failures = new Fetching(download, base, folder, parts).run(missing(), progress);
      List<OpenRecording> held =
          recipe.recordings().stream()
              .filter(recording -> Files.isRegularFile(folder.resolve(recording.file())))
              .toList();
      if (held.isEmpty()) {
        throw invalidInput(
            "%s: none of %d recordings could be had; the first: %s",
            base, recipe.recordings().size(), failures.getFirst());
      }
      InstalledFiles.write(folder, held);
      LibraryIndex index = LibraryIndex.open(folder, home, analysis, progress);
      return new Report(folder, held.size(), new ArrayList<>(failures), index);
    }
  }

  /** What is cut takes less room than what it is cut from. */
  private void requireRoom() {
    long wanted = plan().bytes();
    try {
      long room = Files.getFileStore(folder).getUsableSpace();
      if (room < wanted) {
        throw invalidInput(
            "%s: %d MB are free; wanted %d MB: make room or choose another home",
            folder, room / 1_000_000, wanted / 1_000_000);
      }
    } catch (IOException e) {
      throw invalidInput("%s: cannot be read (%s)", folder, e.getMessage());
    }
  }
}
