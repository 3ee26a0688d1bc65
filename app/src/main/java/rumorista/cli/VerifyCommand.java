package rumorista.cli;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rumorista.provenance.Provenance;
import rumorista.provenance.Verification;

/** Tells where a file comes from, and whether that can be believed. */
@Command(
    name = "verify",
    description =
        "Checks a film or sound against its C2PA manifest (Content Credentials): who made it, what,"
            + " when, which parts are generated, whether it is whole and its signer trusted.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  rumorista verify out.mp4",
      "  rumorista verify out.mkv                         with out.c2pa beside it",
      "  rumorista verify --trust studio.pem out.mp4      valid only if studio.pem vouches for it",
      "  rumorista verify --json out.mp4",
      "  rumorista verify found.c2pa                      a manifest without its file: never valid"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:valid: as it was signed (with --trust: by somebody trusted)",
      "1:not valid: no manifest, a broken one, or something was changed",
      "2:the file or a certificate cannot be used",
      "3:the file is no film or sound, or is broken"
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  @Parameters(paramLabel = "FILE", description = "A film or sound.")
  private Path file = Path.of("");

  @Option(
      names = "--trust",
      paramLabel = "CERT.pem",
      description =
          "Certificates of those whose word you take; may be given several times. Default: your own.")
  private List<Path> trust = new ArrayList<>();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private HomeFlag home = new HomeFlag();

  @Override
  public Integer call() {
    List<X509Certificate> anchors = new ArrayList<>();
    trust.forEach(certificate -> anchors.addAll(Provenance.trustAnchors(certificate)));
    if (trust.isEmpty()) {
      anchors.addAll(home.keys().ownAuthority());
    }
    Verification verification = Provenance.verify(file, anchors);
    VerificationReport report = new VerificationReport(file, verification);
    spec.commandLine().getOut().println(json ? report.toJson() : report.toText());
    boolean valid =
        verification.whole()
            && switch (verification.state()) {
              case NONE, INVALID -> false;
              case VALID -> trust.isEmpty();
              case TRUSTED -> true;
            };
    return valid ? ExitCode.OK.number() : ExitCode.NO.number();
  }
}
