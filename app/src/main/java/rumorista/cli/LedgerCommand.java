package rumorista.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import rumorista.RumoristaException;
import rumorista.provenance.Ledger;
import rumorista.provenance.LedgerEntry;
import rumorista.provenance.Origin;

/** Looks up what was made. */
@Command(
    name = "ledger",
    description = "What was made here: one entry a work, chained by hashes, found by watermark id.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = RumoristaCommand.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  rumorista ledger list",
      "  rumorista ledger show 3fa9c1",
      "  rumorista ledger show 3fa9c1 --manifest found.c2pa     for a file that has lost its own",
      "  rumorista ledger verify"
    })
final class LedgerCommand implements Runnable {
  private static final String ROW = "%-6s  %-24s  %-6s  %-8s  %s%n";

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(name = "list", description = "Lists the works.")
  void list(
      @Option(names = "--json", description = "Print one JSON object an entry.") boolean json,
      @Mixin HomeFlag home) {
    PrintWriter output = spec.commandLine().getOut();
    if (!json) {
      output.printf(ROW, "ENTRY", "TIME", "ID", "MODEL", "FILE");
    }
    home.ledger()
        .forEach(entry -> {
          LedgerEntry.Work work = entry.work();
          if (json) {
            output.println(new LedgerListing(entry).toJson());
          } else if (work != null) {
            output.printf(
                ROW,
                entry.sequence(),
                entry.time(),
                id(entry),
                work.model(),
                LedgerListing.clean(work.file()));
          }
        });
  }

  @Command(name = "show", description = "Shows the work with a watermark id.")
  void show(
      @Parameters(paramLabel = "ID", description = "Six hexadecimal digits, as detect prints them.")
          String id,
      @Option(
              names = "--manifest",
              paramLabel = "FILE",
              description = "Write the work's C2PA manifest into a new file.")
          @Nullable Path manifest,
      @Option(names = "--json", description = "Print one JSON object.") boolean json,
      @Mixin HomeFlag home) {
    Ledger ledger = home.ledger();
    int number = parse(id);
    LedgerEntry entry = ledger.find(number);
    if (entry == null) {
      throw RumoristaException.invalidInput("watermark id %s: is not in this ledger", id);
    }
    PrintWriter output = spec.commandLine().getOut();
    if (json) {
      output.println(new LedgerListing(entry).toJson());
    } else {
      output.print(new LedgerListing(entry).toText());
    }
    if (manifest != null) {
      write(ledger.manifest(number), manifest, id);
    }
  }

  @Command(name = "verify", description = "Checks every entry and every manifest.")
  int verify(@Mixin HomeFlag home) {
    Ledger.Status status = home.ledger().verify();
    PrintWriter output = spec.commandLine().getOut();
    output.printf(
        "%d entries, all chained; the last has the hash%n%s%n", status.entries(), status.head());
    status
        .clockWentBack()
        .forEach(
            number -> output.printf("note: the clock had gone back before entry %d%n", number));
    if (status.tornBytes() > 0) {
      output.printf(
          "note: a crash has cut off the last entry (%d bytes); the next one sets it aside%n",
          status.tornBytes());
    }
    status
        .missingManifests()
        .forEach(file ->
            output.printf(
                "FAULT: the manifest of %s is missing or was changed%n",
                LedgerListing.clean(file)));
    return status.missingManifests().isEmpty() ? ExitCode.OK.number() : ExitCode.NO.number();
  }

  private static String id(LedgerEntry entry) {
    return entry.watermarkId() == null ? "none" : Origin.hex(entry.watermarkId());
  }

  private static int parse(String id) {
    if (!id.matches("[0-9a-fA-F]{6}")) {
      throw RumoristaException.invalidInput(
          "watermark id \"%s\": wanted six hexadecimal digits, such as 3fa9c1", id);
    }
    return HexFormat.fromHexDigits(id);
  }

  /** Writes the manifest of work {@code id} into a new file. */
  static void write(byte @Nullable [] manifest, Path file, String id) {
    if (manifest == null) {
      throw RumoristaException.invalidInput(
          "watermark id %s: was reserved, but its work was never finished", id);
    }
    try {
      Files.write(file, manifest, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw RumoristaException.invalidInput("%s: cannot be written (%s)", file, e);
    }
  }
}
