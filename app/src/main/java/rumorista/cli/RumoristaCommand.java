package rumorista.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program itself: everything it does is a subcommand. */
@Command(
    name = "rumorista",
    description = "Watches a film and makes its sound.",
    mixinStandardHelpOptions = true,
    versionProvider = RumoristaCommand.Version.class,
    subcommands = {
      GenerateCommand.class,
      LookCommand.class,
      DetectCommand.class,
      VerifyCommand.class,
      KeyCommand.class,
      LedgerCommand.class,
      ModelsCommand.class,
      LibraryCommand.class,
      ImportCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      BenchCommand.class,
      TestCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Start with:  rumorista generate clip.mp4 --prompt \"heavy rain\" -o out.mp4",
      "Then read:   rumorista generate --help"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:it worked",
      "  1:the answer is no (detect: not marked; verify: not valid;"
          + " library install: some could not be had)",
      "  2:an option, a prompt or a path cannot be used",
      "  3:the film cannot be read",
      "  4:the model is incomplete or broken",
      "  5:out of memory",
      "  6:the sound cannot be marked, so it is not released",
      " 69:no JDK 25 or Maven found, or the first build failed",
      " 70:a bug",
      "130:interrupted"
    })
final class RumoristaCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"rumorista " + number()};
    }

    /** For example {@code "0.1.0"}. */
    static String number() {
      String version = RumoristaCommand.class.getPackage().getImplementationVersion();
      return version == null ? "unpackaged" : version;
    }
  }
}
