package rumorista.provenance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a manifest says of a work, ours or another's. */
final class ClaimReader {
  private static final int LONGEST_TEXT = 10_000; // of texts that are shown
  private static final int MOST_CONTRIBUTIONS = 100; // that are shown
  private static final int MOST_CREDITS = 1_000; // of each

  private ClaimReader() {}

  /**
   * What is said.
   *
   * @param assertions by label, those whose hashes hold
   */
  static Verification.Claim read(
      String manifest, JsonNode claim, Map<String, JsonNode> assertions) {
    JsonNode actions = actions(assertions);
    JsonNode created = first(actions);
    JsonNode generation = assertion(assertions, Assertions.GENERATION);
    JsonNode model = generation.path("model");
    JsonNode binding = assertion(assertions, Assertions.SOFT_BINDING);
    String sourceType = text(created, "digitalSourceType").replaceFirst("^.*/", "");
    List<String> names = new ArrayList<>();
    actions.forEach(action -> names.add(text(action, "action")));
    return new Verification.Claim(
        manifest,
        text(claim, "dc:title"),
        software(claim),
        time(text(created, "when")),
        sourceType,
        generated(generation, sourceType),
        List.copyOf(names),
        text(binding, "alg").equals(Assertions.WATERMARK)
            ? text(binding.path("blocks").path(0), "value")
            : "",
        model.has("name")
            ? text(model, "name")
            : text(assertion(assertions, Assertions.DISCLOSURE), "modelName"),
        text(model, "version"),
        text(model, "weightsSha256"),
        text(model, "licence"),
        text(generation, "promptSha256"),
        text(generation, "prompt"),
        contributions(generation),
        ingredients(assertions));
  }

  /** Of manifests since 0.2; those before know one model, which made everything. */
  private static List<Verification.Contribution> contributions(JsonNode generation) {
    List<Verification.Contribution> parts = new ArrayList<>();
    for (JsonNode part : generation.path("contributions")) {
      if (parts.size() == MOST_CONTRIBUTIONS) {
        break;
      }
      boolean generated = part.has("model");
      parts.add(contribution(part, part.path(generated ? "model" : "library"), generated));
    }
    if (parts.isEmpty() && generation.has("model")) {
      JsonNode model = generation.path("model");
      parts.add(
          new Verification.Contribution(
              "",
              true,
              Assertions.GENERATED,
              text(model, "name"),
              text(model, "version"),
              text(model, "weightsSha256"),
              text(model, "licence"),
              List.of()));
    }
    return List.copyOf(parts);
  }

  private static Verification.Contribution contribution(
      JsonNode part, JsonNode maker, boolean generated) {
    List<String> credits = new ArrayList<>();
    for (JsonNode credit : maker.path("credits")) {
      if (credits.size() < MOST_CREDITS) {
        credits.add(
            "%s, by %s (%s), from %s"
                .formatted(
                    text(credit, "title"),
                    text(credit, "author"),
                    text(credit, "licence"),
                    text(credit, "source")));
      }
    }
    return new Verification.Contribution(
        text(part, "stem"),
        generated,
        text(part, "digitalSourceType").replaceFirst("^.*/", ""),
        text(maker, "name"),
        text(maker, "version"),
        text(maker, "sha256"),
        text(maker, "licence"),
        List.copyOf(credits));
  }

  private static JsonNode assertion(Map<String, JsonNode> assertions, String label) {
    return assertions.getOrDefault(label, Assertions.object());
  }

  private static JsonNode actions(Map<String, JsonNode> assertions) {
    JsonNode actions = assertion(assertions, Assertions.ACTIONS);
    return (actions.isEmpty() ? assertion(assertions, "c2pa.actions") : actions).path("actions");
  }

  private static JsonNode first(JsonNode actions) {
    for (JsonNode action : actions) {
      if (text(action, "action").equals("c2pa.created")) {
        return action;
      }
    }
    return actions.path(0);
  }

  private static List<String> generated(JsonNode generation, String sourceType) {
    List<String> parts = new ArrayList<>();
    generation.path("generated").forEach(part -> parts.add(part.asText()));
    if (!parts.isEmpty()) {
      return List.copyOf(parts);
    }
    return switch (sourceType) {
      case Assertions.GENERATED -> List.of("everything");
      case Assertions.PARTLY_GENERATED -> List.of("some part");
      default -> List.of();
    };
  }

  private static String software(JsonNode claim) {
    JsonNode info = claim.path("claim_generator_info");
    JsonNode generator = info.isArray() ? info.path(0) : info;
    return (text(generator, "name") + " " + text(generator, "version")).strip();
  }

  private static @Nullable Instant time(String text) {
    try {
      return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static List<Verification.Part> ingredients(Map<String, JsonNode> assertions) {
    List<Verification.Part> parts = new ArrayList<>();
    assertions.forEach((label, ingredient) -> {
      if (label.startsWith("c2pa.ingredient")) {
        parts.add(
            new Verification.Part(
                text(ingredient, "dc:title"),
                text(ingredient, "relationship"),
                manifest(ingredient)));
      }
    });
    return List.copyOf(parts);
  }

  /** The label of an ingredient's own manifest; empty if it has none. */
  static String manifest(JsonNode ingredient) {
    return text(manifestLink(ingredient), "url").replaceFirst("^self#jumbf=/c2pa/", "");
  }

  static JsonNode manifestLink(JsonNode ingredient) {
    return ingredient.has("activeManifest")
        ? ingredient.path("activeManifest")
        : ingredient.path("c2pa_manifest");
  }

  static String text(JsonNode map, String field) {
    String text = map.path(field).asText("");
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }
}
