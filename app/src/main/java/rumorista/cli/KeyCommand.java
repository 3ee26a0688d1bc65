package rumorista.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import rumorista.RumoristaException;
import rumorista.provenance.Keys;
import rumorista.provenance.Sha256;
import rumorista.provenance.SigningKey;

/** Makes and shows an operator's keys; what is secret is never printed. */
@Command(
    name = "key",
    description =
        "Your keys: the signing key, which signs manifests, and the mark key, for private watermarks.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = RumoristaCommand.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  rumorista key new --operator \"Studio Example\"",
      "  rumorista key new --certificate bought.pem --private-key bought.key",
      "  rumorista key show",
      "  rumorista key export-public > studio.pem     give it to those who are to trust you"
    })
final class KeyCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "new",
      description =
          "Makes the keys that are missing; with --certificate, takes over a certificate that you"
              + " bought.")
  void makeNew(
      @Option(
              names = "--operator",
              paramLabel = "NAME",
              description = "The name in a certificate of our own; nobody vouches for it.")
          @Nullable String operator,
      @Option(
              names = "--certificate",
              paramLabel = "PEM",
              description =
                  "A certificate from an authority, then those above it; for the key that is here, or"
                      + " --private-key.")
          @Nullable Path certificate,
      @Option(
              names = "--private-key",
              paramLabel = "PEM",
              description = "The certificate's key: P-256, PKCS #8.")
          @Nullable Path privateKey,
      @Option(
              names = "--replace",
              description = "Set the keys that are there aside, under names with the time.")
          boolean replace,
      @Mixin HomeFlag home) {
    if (privateKey != null && certificate == null) {
      throw RumoristaException.invalidInput("--private-key: needs --certificate beside it");
    }
    Keys keys = home.keys();
    if (replace && certificate != null) {
      throw RumoristaException.invalidInput(
          "--replace: not with --certificate, which sets the old certificate aside by itself");
    }
    if (replace) {
      keys.setAside();
    }
    boolean hadMark = Files.exists(keys.markKeyFile());
    boolean hadSigning = keys.hasSigningKey();
    if (certificate != null) {
      keys.importCertificate(certificate, privateKey);
    } else if (hadMark && hadSigning) {
      throw RumoristaException.invalidInput(
          "%s: both keys are there already: --replace sets them aside",
          keys.signingKeyFile().getParent());
    } else {
      keys.createSigningKey(operator == null ? Keys.UNNAMED_OPERATOR : operator);
    }
    if (!hadMark) {
      keys.createMarkKey();
    }
    show(keys);
  }

  @Command(
      name = "show",
      description = "Tells which keys there are, without showing what is secret.")
  void show(@Mixin HomeFlag home) {
    show(home.keys());
  }

  @Command(
      name = "export-public",
      description =
          "Prints the certificates, in PEM: whoever trusts the last of them (verify --trust) trusts"
              + " what you sign.")
  void exportPublic(@Mixin HomeFlag home) {
    spec.commandLine().getOut().print(home.keys().publicCertificates());
  }

  private void show(Keys keys) {
    PrintWriter output = spec.commandLine().getOut();
    byte[] mark = keys.markKey();
    output.println(
        mark == null
            ? "mark key: none, so only the public one is used; `rumorista key new` makes one"
            : "mark key: %s, id %s"
                .formatted(keys.markKeyFile(), Sha256.of(mark).substring(0, 16)));
    if (!keys.hasSigningKey()) {
      output.println("signing key: none yet; it is made on first use");
      return;
    }
    SigningKey key = keys.signingKey();
    output.println("signing key: %s, id %s".formatted(keys.signingKeyFile(), key.id()));
    output.println("  for:       " + key.subject());
    output.println(
        "  vouched:   %s%s"
            .formatted(
                key.issuer(),
                keys.ownAuthority().isEmpty()
                    ? ""
                    : " (your own: only those trust it who add it)"));
    output.println("  until:     " + key.validUntil());
  }
}
