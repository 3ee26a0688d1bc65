package rumorista.cli;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rumorista.RumoristaException;
import rumorista.media.AudioReader;
import rumorista.plot.MarkPlot;
import rumorista.provenance.Fingerprint;
import rumorista.provenance.LedgerEntry;
import rumorista.provenance.Origin;
import rumorista.watermark.Detection;
import rumorista.watermark.MarkKey;
import rumorista.watermark.Search;
import rumorista.watermark.Watermark;

/** Tells whether sound was made by Rumorista, by the mark in it. */
@Command(
    name = "detect",
    description =
        "Looks for Rumorista's watermark in films and sounds, and proves how seldom it would be"
            + " found by chance.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  rumorista detect anything.mp4 another.wav",
      "  rumorista detect --thorough --plot marks.png sped-up.mp3",
      "  rumorista detect --key mark.key --json film.mov",
      "  rumorista detect remuxed.mp4 --manifest remuxed.c2pa     what a remux has stripped"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all files are marked",
      "1:one or more are not",
      "2:an option, a key or a path cannot be used",
      "3:a file is no film or sound, is broken, or has no sound"
    })
final class DetectCommand implements Callable<Integer> {
  /** All that the mark touches lies below 8 kHz, whatever was done to it. */
  private static final int SAMPLE_RATE = 16_000;

  private static final int CHANNELS = 2;
  private static final int LONGEST_KEY_FILE = 1000; // bytes

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Films or sounds.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--thorough",
      description =
          "Also look for sound whose speed, tempo or pitch was changed to 0.8 to 1.25 of what it"
              + " was. Takes longer.")
  private boolean thorough;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "Also look for the mark of an operator's key: a file of 64 hexadecimal digits; may be"
              + " given several times.")
  private List<Path> keys = new ArrayList<>();

  @Option(
      names = "--plot",
      paramLabel = "PNG",
      description = "Draw the sound of the only FILE, and where it is marked.")
  private @Nullable Path plot;

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description =
          "Write the signed manifest that your ledger keeps for the only FILE, where it was stripped.")
  private @Nullable Path manifest;

  @Mixin private HomeFlag home = new HomeFlag();

  @Option(names = "--json", description = "Print one JSON object a file.")
  private boolean json;

  @Override
  public Integer call() {
    if ((plot != null || manifest != null) && files.size() > 1) {
      throw invalidInput("--plot and --manifest are for one file; found %d", files.size());
    }
    List<MarkKey> wanted = new ArrayList<>(List.of(MarkKey.PUBLIC));
    byte[] own = home.keys().markKey();
    if (own != null) {
      wanted.add(MarkKey.of(own));
    }
    keys.forEach(file -> wanted.add(read(file)));
    ExitCode worst = ExitCode.OK;
    for (Path file : files) {
      ExitCode code = detect(file, wanted);
      worst = code.number() > worst.number() ? code : worst;
    }
    return worst.number();
  }

  /** A broken file must not keep the others from being looked at. */
  private ExitCode detect(Path file, List<MarkKey> wanted) {
    try {
      if (!Files.exists(file)) {
        throw invalidInput("%s: no such file; wanted a film or a sound: check the path", file);
      }
      Detection detection;
      Fingerprint fingerprint;
      Search search = thorough ? Search.THOROUGH : Search.PLAIN;
      try (Fingerprint.Tap sound =
          new Fingerprint.Tap(AudioReader.open(file, SAMPLE_RATE, CHANNELS))) {
        detection = Watermark.detect(sound, wanted, search);
        fingerprint = sound.fingerprint();
      }
      OptionalInt id = detection.id();
      LedgerEntry entry = id.isPresent() ? home.ledger().find(id.getAsInt()) : null;
      DetectionReport report =
          new DetectionReport(
              file, detection, thorough, entry, difference(detection, entry, fingerprint));
      spec.commandLine().getOut().println(json ? report.toJson() : report.toText());
      spec.commandLine().getOut().flush();
      if (manifest != null) {
        if (id.isEmpty()) {
          throw invalidInput("%s: no id is found in it, so no manifest either", file);
        }
        LedgerCommand.write(
            home.ledger().manifest(id.getAsInt()), manifest, Origin.hex(id.getAsInt()));
      }
      if (plot != null) {
        try (AudioReader sound = AudioReader.open(file, SAMPLE_RATE, 1)) {
          MarkPlot.write(plot, sound, detection);
        }
      }
      return detection.marked() ? ExitCode.OK : ExitCode.NO;
    } catch (RumoristaException e) {
      if (files.size() == 1) {
        throw e;
      }
      Complaint complaint = Complaint.about(e);
      complaint.print(spec.commandLine().getErr());
      return complaint.code();
    }
  }

  /**
   * From the sound that the ledger knows by this id; a changed tempo or pitch cannot be compared.
   */
  private OptionalDouble difference(
      Detection detection, @Nullable LedgerEntry entry, Fingerprint fingerprint) {
    LedgerEntry.Work work = entry == null ? null : entry.work();
    return work == null || detection.stretched()
        ? OptionalDouble.empty()
        : home.ledger().fingerprint(work).difference(fingerprint);
  }

  private static MarkKey read(Path file) {
    try {
      if (Files.size(file) > LONGEST_KEY_FILE) {
        throw invalidInput("%s: has %d bytes; wanted a watermark key", file, Files.size(file));
      }
      String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      return MarkKey.of(HexFormat.of().parseHex(text));
    } catch (IOException e) {
      throw invalidInput("%s: cannot be read as a watermark key (%s)", file, e);
    } catch (IllegalArgumentException e) {
      throw invalidInput("%s: is no watermark key; wanted 256 bits as 64 hexadecimal digits", file);
    }
  }
}
