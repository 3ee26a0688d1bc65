package rumorista.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.StringJoiner;
import rumorista.provenance.Finding;
import rumorista.provenance.Verification;

/** A verification, for people and for programs. */
record VerificationReport(Path file, Verification verification) {
  String toText() {
    StringJoiner lines = new StringJoiner(System.lineSeparator());
    lines.add(file + ": " + verdict());
    Verification.Signer signer = verification.signer();
    if (signer != null) {
      row(
          lines,
          "who",
          "%s, %s; certified by %s; %s"
              .formatted(
                  signer.organisation(),
                  signer.name(),
                  signer.issuer(),
                  signer.trusted() ? "trusted" : "not known to be trusted"));
    }
    Verification.Claim claim = verification.claim();
    if (claim != null) {
      add(lines, claim);
    }
    if (verification.state() != Verification.State.NONE) {
      row(lines, "whole", verification.whole() ? "yes" : "no");
    }
    for (Finding finding : verification.findings()) {
      if (finding.outcome() != Finding.Outcome.GOOD) {
        row(
            lines,
            finding.outcome() == Finding.Outcome.BAD ? "fault" : "note",
            "%s (%s)".formatted(finding.explanation(), finding.code()));
      }
    }
    return lines.toString();
  }

  private String verdict() {
    return switch (verification.state()) {
      case NONE -> "no C2PA manifest, in it or beside it: nothing is known of where it comes from";
      case INVALID -> "NOT VALID";
      case VALID -> whole() + ", but who signed it is not known to be trusted";
      case TRUSTED -> whole() + " and trusted";
    };
  }

  private String whole() {
    return verification.whole() ? "valid" : "a manifest without its file, signed";
  }

  private static void add(StringJoiner lines, Verification.Claim claim) {
    row(lines, "what", claim.title());
    row(lines, "when", claim.created() == null ? "" : claim.created() + ", by the signer's clock");
    row(
        lines,
        "made by",
        "%s%s"
            .formatted(
                claim.software(),
                claim.model().isEmpty()
                    ? ""
                    : ", model %s %s"
                        .formatted(claim.model(), claim.modelVersion())
                        .stripTrailing()));
    row(
        lines,
        "generated",
        "%s (%s)"
            .formatted(
                claim.generated().isEmpty()
                    ? "nothing is said to be"
                    : String.join(", ", claim.generated()),
                claim.sourceType()));
    row(
        lines,
        "watermark",
        claim.watermarkId().isEmpty() ? "none is told of" : claim.watermarkId());
    row(lines, "prompt", claim.prompt());
    row(lines, "prompt sha256", claim.promptSha256());
    row(lines, "weights sha256", claim.weightsSha256());
    row(lines, "weights licence", claim.modelLicence());
    for (Verification.Part part : claim.ingredients()) {
      row(
          lines,
          "from",
          "%s (%s)%s"
              .formatted(
                  part.title(),
                  part.relationship(),
                  part.manifest().isEmpty() ? "" : ", with its own manifest " + part.manifest()));
    }
  }

  /** What strangers have written must not steer the terminal. */
  private static void row(StringJoiner lines, String name, String value) {
    if (!value.isBlank()) {
      lines.add("  %-15s %s".formatted(name, value.replaceAll("\\p{C}+", " ")));
    }
  }

  String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("path", file.toString());
    json.put("state", verification.state().name().toLowerCase(Locale.ROOT));
    json.put("whole", verification.whole());
    json.put("sidecar", verification.sidecar() == null ? null : verification.sidecar().toString());
    add(json);
    Verification.Claim claim = verification.claim();
    if (claim != null) {
      add(json.putObject("claim"), claim);
    }
    ArrayNode findings = json.putArray("findings");
    for (Finding finding : verification.findings()) {
      findings
          .addObject()
          .put("outcome", finding.outcome().name().toLowerCase(Locale.ROOT))
          .put("code", finding.code())
          .put("place", finding.place())
          .put("explanation", finding.explanation());
    }
    return json.toString();
  }

  private void add(ObjectNode json) {
    Verification.Signer signer = verification.signer();
    if (signer != null) {
      json.putObject("signer")
          .put("name", signer.name())
          .put("organisation", signer.organisation())
          .put("issuer", signer.issuer())
          .put("algorithm", signer.algorithm())
          .put("validUntil", signer.validUntil().toString())
          .put("certificateSha256", signer.certificateSha256())
          .put("trusted", signer.trusted());
    }
  }

  private static void add(ObjectNode json, Verification.Claim claim) {
    json.put("manifest", claim.manifest())
        .put("title", claim.title())
        .put("software", claim.software())
        .put("created", claim.created() == null ? null : claim.created().toString())
        .put("digitalSourceType", claim.sourceType());
    ArrayNode generated = json.putArray("generated");
    claim.generated().forEach(generated::add);
    ArrayNode actions = json.putArray("actions");
    claim.actions().forEach(actions::add);
    json.put("watermarkId", claim.watermarkId())
        .put("model", claim.model())
        .put("modelVersion", claim.modelVersion())
        .put("weightsSha256", claim.weightsSha256())
        .put("modelLicence", claim.modelLicence())
        .put("promptSha256", claim.promptSha256())
        .put("prompt", claim.prompt());
    ArrayNode ingredients = json.putArray("ingredients");
    for (Verification.Part part : claim.ingredients()) {
      ingredients
          .addObject()
          .put("title", part.title())
          .put("relationship", part.relationship())
          .put("manifest", part.manifest());
    }
  }
}
