package rumorista.provenance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/**
 * The film that a sound was made for.
 *
 * @param manifests its own manifest store; {@code null} if it has none, or a broken one
 * @param verification what checking it gave
 */
record Ingredient(
    String title,
    String mediaType,
    String sha256,
    @Nullable ManifestStore manifests,
    Verification verification) {
  static final String LABEL = "c2pa.ingredient.v3";

  /**
   * Reads a film, and checks the manifest that it may have.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if it cannot be read
   */
  static Ingredient read(Path film) {
    String mediaType = "application/octet-stream";
    ManifestStore manifests = null;
    Verification verification = Verification.none();
    try {
      Verifier.Checked checked = Verifier.check(film, List.of());
      mediaType = checked.mediaType();
      manifests = checked.manifests();
      verification = checked.verification();
    } catch (RumoristaException e) {
      // A film may be watched though its container is broken, or one that C2PA does not know.
      if (e.kind() != RumoristaException.Kind.UNREADABLE_MEDIA) {
        throw e;
      }
    }
    Path name = film.getFileName();
    return new Ingredient(
        name == null ? film.toString() : name.toString(),
        mediaType,
        Sha256.of(film),
        manifests,
        verification);
  }

  ObjectNode assertion() {
    ObjectNode assertion =
        Assertions.object()
            .put("dc:title", title)
            .put("dc:format", mediaType)
            .put("relationship", "componentOf");
    if (manifests != null) {
      ManifestStore.Manifest active = manifests.active();
      Jumbf signature = active.box().box(ManifestStore.SIGNATURE);
      assertion.set("activeManifest", link(active.uri("").replaceFirst("/$", ""), active.box()));
      if (signature != null) {
        assertion.set("claimSignature", link(active.uri(ManifestStore.SIGNATURE), signature));
      }
      ObjectNode results = assertion.putObject("validationResults").putObject("activeManifest");
      statuses(results.putArray("success"), Finding.Outcome.GOOD);
      statuses(results.putArray("informational"), Finding.Outcome.NOTE);
      statuses(results.putArray("failure"), Finding.Outcome.BAD);
    }
    return assertion;
  }

  private void statuses(ArrayNode array, Finding.Outcome outcome) {
    for (Finding finding : verification.findings()) {
      if (finding.outcome() == outcome) {
        array
            .addObject()
            .put("code", finding.code())
            .put("url", finding.place())
            .put("explanation", finding.explanation());
      }
    }
  }

  /** A place in the manifest store, with the hash of what is there. */
  static ObjectNode link(String url, Jumbf box) {
    return Assertions.object()
        .put("url", url)
        .put("alg", "sha256")
        .put("hash", Sha256.raw(box.payload()));
  }
}
