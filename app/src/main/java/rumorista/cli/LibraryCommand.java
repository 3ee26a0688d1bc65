package rumorista.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rumorista.RumoristaException;
import rumorista.cue.Shelves;
import rumorista.library.Libraries;
import rumorista.library.SoundFolder;
import rumorista.library.install.Installation;
import rumorista.library.install.OpenRecipe;

/** Lists, installs and removes sound libraries. */
@Command(
    name = "library",
    description =
        "The sound libraries: what they hold and lack; installs open recordings and your own"
            + " folders.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = RumoristaCommand.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  rumorista library                          what there is",
      "  rumorista library install --dry-run        what would be fetched",
      "  rumorista library install                  fetches the open recordings",
      "  rumorista library install ~/sounds         uses a folder of your own from now on",
      "  rumorista library remove open"
    })
final class LibraryCommand implements Runnable {
  private static final int MOST_FAILURES_SHOWN = 20;

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  @Mixin private Listed listed = new Listed();

  /** What the list is about. */
  static final class Listed {
    @Option(
        names = "--library",
        paramLabel = "DIR",
        description = "A further folder of sounds to list; may be given several times.")
    private List<Path> folders = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin private HomeFlag home = new HomeFlag();
  }

  @Override
  public void run() {
    list(listed);
  }

  @Command(
      name = "list",
      description = "Lists libraries, kinds, counts and licences, and the kinds that are thin.",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      versionProvider = RumoristaCommand.Version.class)
  void list(@Mixin Listed listed) {
    List<LibraryListing.Library> libraries = new ArrayList<>();
    Path shipped = Defaults.modelsDirectory().resolve("library");
    if (Files.exists(shipped.resolve("manifest.tsv"))) {
      libraries.add(LibraryListing.Library.of("shipped", SoundFolder.open(shipped)));
    }
    for (Libraries.Installed library : Libraries.installed(listed.home.path())) {
      libraries.add(LibraryListing.Library.of(library.name(), SoundFolder.open(library.folder())));
    }
    for (Path folder : listed.folders) {
      Path name = folder.toAbsolutePath().normalize().getFileName();
      libraries.add(LibraryListing.Library.of(String.valueOf(name), SoundFolder.open(folder)));
    }
    LibraryListing listing = new LibraryListing(libraries, recipe());
    PrintWriter output = spec.commandLine().getOut();
    output.print(listed.json ? listing.toJson() + "\n" : listing.toText());
    output.flush();
  }

  @Command(
      name = "install",
      description =
          "Fetches the open recordings from public repositories onto this machine, each checked by"
              + " length and SHA-256; or remembers a folder of your own.",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      versionProvider = RumoristaCommand.Version.class,
      footer = {
        "",
        "Interrupted or incomplete? Give the same command again: it goes on where it ended.",
        "Behind a proxy: RUMORISTA_JAVA_OPTIONS=\"-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT\""
      })
  int install(
      @Parameters(
              arity = "0..1",
              paramLabel = "NAME|FOLDER",
              description = "open (if nothing is given), or a folder of sounds.")
          @Nullable String what,
      @Option(names = "--dry-run", description = "Say how much would be fetched, fetch nothing.")
          boolean dryRun,
      @Option(
              names = "--from",
              paramLabel = "URL",
              description =
                  "Where the repositories lie, for a mirror. Default: the public address.")
          @Nullable URI from,
      @Option(
              names = "--recipe",
              paramLabel = "FILE",
              description = "Another recipe than the shipped one; it names the library.")
          @Nullable Path other,
      @Option(names = "--quiet", description = "Print nothing but errors.") boolean quiet,
      @Mixin HomeFlag home) {
    PrintWriter output = spec.commandLine().getOut();
    if (what != null && !what.equals(Installation.OPEN)) {
      Libraries.Installed library = Libraries.register(folder(what), home.path());
      if (!quiet) {
        output.printf("%s: is used from now on as \"%s\"%n", library.folder(), library.name());
      }
      return ExitCode.OK.number();
    }
    Installation installation =
        new Installation(
            other == null ? recipe() : OpenRecipe.read(other),
            other == null ? Installation.OPEN : Installation.nameOf(other),
            home.path(),
            from == null ? Installation.PUBLIC_ADDRESS : from);
    Installation.Plan plan = installation.plan();
    if (dryRun) {
      output.printf(
          Locale.ROOT,
          "%d of %d recordings are missing: %d files, %.0f MB to fetch%n",
          plan.missing(),
          plan.recordings(),
          plan.files(),
          plan.bytes() / 1e6);
      return ExitCode.OK.number();
    }
    return install(installation, quiet);
  }

  private int install(Installation installation, boolean quiet) {
    ProgressDisplay progress =
        ProgressDisplay.of(
            spec.commandLine().getErr(), quiet, Boolean.getBoolean("rumorista.terminal"));
    try {
      Installation.Report report = installation.run(Shelves.ANATOMY, progress);
      progress.clear();
      report.index().warnings().forEach(warning -> progress.say("warning: " + warning));
      PrintWriter errors = spec.commandLine().getErr();
      report.failures().stream().limit(MOST_FAILURES_SHOWN).forEach(errors::println);
      if (!report.failures().isEmpty()) {
        errors.printf(
            "%d files could not be had; the same command tries them again%n",
            report.failures().size());
      }
      if (!quiet) {
        spec.commandLine()
            .getOut()
            .printf(
                "%s: %d recordings (whom to credit: ATTRIBUTION.md there)%n",
                report.folder(), report.recordings());
      }
      return (report.failures().isEmpty() ? ExitCode.OK : ExitCode.NO).number();
    } finally {
      progress.clear();
    }
  }

  @Command(
      name = "remove",
      description = "Deletes an installed library, or forgets a folder of your own, which stays.",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      versionProvider = RumoristaCommand.Version.class)
  void remove(
      @Parameters(paramLabel = "NAME", description = "As rumorista library shows it.") String name,
      @Mixin HomeFlag home) {
    Libraries.remove(name, home.path());
    spec.commandLine().getOut().printf("%s: is removed%n", name);
  }

  private static Path folder(String what) {
    Path folder = Path.of(what);
    if (!Files.isDirectory(folder)) {
      throw RumoristaException.invalidInput(
          "%s: neither a folder nor a library that can be installed; wanted a folder of sounds, or"
              + " %s",
          what, Installation.OPEN);
    }
    return folder;
  }

  private static OpenRecipe recipe() {
    return OpenRecipe.read(
        Defaults.modelsDirectory().resolve("library").resolve(OpenRecipe.FILE_NAME));
  }
}
