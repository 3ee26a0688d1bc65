package rumorista.provenance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes a manifest (C2PA 2, claim version 2). For one work, all manifests that it writes are
 * equally long, whatever hash binds them to the file, so that room can be made before the hash is
 * known.
 */
final class ManifestWriter {
  private static final int HEADER = 8;

  private final Origin origin;
  private final SigningKey key;
  private final @Nullable Ingredient film;
  private final String label = "urn:c2pa:" + UUID.randomUUID();
  private final String instance = "xmp:iid:" + UUID.randomUUID();

  /**
   * @param film of the origin, already read; {@code null} if it has none
   */
  ManifestWriter(Origin origin, SigningKey key, @Nullable Ingredient film) {
    this.origin = origin;
    this.key = key;
    this.film = film;
  }

  /**
   * The signed manifest store.
   *
   * @param bindingLabel the name of the hard binding
   * @param binding the hash of the file
   */
  byte[] write(String bindingLabel, ObjectNode binding) {
    Map<String, byte[]> assertions = assertions(bindingLabel, binding);
    byte[] claim = Cbor.encode(claim(assertions));
    byte[] manifest =
        Jumbf.superbox(
            ManifestStore.MANIFEST_KIND,
            label,
            List.of(
                Jumbf.superbox(
                    ManifestStore.ASSERTIONS_KIND,
                    ManifestStore.ASSERTIONS,
                    List.copyOf(assertions.values())),
                cbor(ManifestStore.CLAIM_KIND, ManifestStore.CLAIM, claim),
                cbor(
                    ManifestStore.SIGNATURE_KIND,
                    ManifestStore.SIGNATURE,
                    CoseSignature.sign(claim, key))));
    List<byte[]> manifests = new ArrayList<>();
    if (film != null && film.manifests() != null) {
      film.manifests().manifests().forEach(kept -> manifests.add(kept.box().bytes()));
    }
    manifests.add(manifest);
    return Jumbf.superbox(ManifestStore.STORE_KIND, ManifestStore.STORE, manifests);
  }

  /** The assertions' boxes by label, in the order in which they are written. */
  private Map<String, byte[]> assertions(String bindingLabel, ObjectNode binding) {
    Map<String, byte[]> boxes = new LinkedHashMap<>();
    ObjectNode ingredient = null;
    int ingredients = 0;
    if (film != null) {
      String name = numbered(Ingredient.LABEL, ingredients++);
      add(boxes, name, film.assertion());
      ingredient = link(name, boxes);
    }
    Map<Contribution, ObjectNode> libraries = new LinkedHashMap<>();
    for (Contribution part : origin.contributions()) {
      if (part.maker() instanceof Contribution.Library library) {
        String name = numbered(Ingredient.LABEL, ingredients++);
        add(boxes, name, Assertions.library(library));
        libraries.put(part, link(name, boxes));
      }
    }
    add(boxes, Assertions.ACTIONS, Assertions.actions(origin, ingredient, libraries));
    if (origin.watermarkId() != null) {
      add(boxes, Assertions.SOFT_BINDING, Assertions.softBinding(origin.watermarkId()));
    }
    int models = 0;
    for (Contribution part : origin.contributions()) {
      if (part.maker() instanceof Contribution.Model model) {
        add(boxes, numbered(Assertions.DISCLOSURE, models++), Assertions.disclosure(model));
      }
    }
    add(
        boxes,
        Assertions.GENERATION,
        Assertions.generation(origin, film == null ? null : film.sha256()));
    add(boxes, bindingLabel, binding);
    return boxes;
  }

  /** The name of one of several assertions of a kind, as C2PA numbers them. */
  private static String numbered(String name, int number) {
    return number == 0 ? name : name + "__" + number;
  }

  private ObjectNode claim(Map<String, byte[]> assertions) {
    ObjectNode claim = Assertions.object();
    claim.put("instanceID", instance);
    claim
        .putObject("claim_generator_info")
        .put("name", Assertions.SOFTWARE)
        .put("version", origin.software());
    claim.put("signature", "self#jumbf=/c2pa/" + label + "/" + ManifestStore.SIGNATURE);
    ArrayNode created = claim.putArray("created_assertions");
    assertions.keySet().forEach(name -> created.add(link(name, assertions)));
    return claim.put("dc:title", origin.title()).put("alg", "sha256");
  }

  /** Where an assertion is, with the hash of its box but for the header. */
  private static ObjectNode link(String name, Map<String, byte[]> assertions) {
    byte[] box = assertions.getOrDefault(name, new byte[HEADER]);
    return Assertions.object()
        .put("url", "self#jumbf=" + ManifestStore.ASSERTIONS + "/" + name)
        .put("hash", Sha256.raw(ByteBuffer.wrap(box, HEADER, box.length - HEADER)));
  }

  private static void add(Map<String, byte[]> boxes, String name, ObjectNode content) {
    boxes.put(name, cbor(ManifestStore.CBOR, name, Cbor.encode(content)));
  }

  private static byte[] cbor(String kind, String name, byte[] content) {
    return Jumbf.superbox(kind, name, List.of(Jumbf.box(ManifestStore.CBOR, content)));
  }
}
