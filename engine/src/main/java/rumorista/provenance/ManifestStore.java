package rumorista.provenance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/**
 * The C2PA manifests of a file, the active one last; those before it are of its ingredients.
 *
 * @param bytes the box that holds them all
 */
record ManifestStore(byte[] bytes, List<Manifest> manifests) {
  /** Labels of the boxes in a manifest, and the letters of their types. */
  static final String STORE_KIND = "c2pa";

  static final String STORE = "c2pa";
  static final String MANIFEST_KIND = "c2ma";
  static final String ASSERTIONS_KIND = "c2as";
  static final String ASSERTIONS = "c2pa.assertions";
  static final String CLAIM_KIND = "c2cl";
  static final String CLAIM = "c2pa.claim.v2";
  static final String SIGNATURE_KIND = "c2cs";
  static final String SIGNATURE = "c2pa.signature";
  static final String CBOR = "cbor";

  private static final String OLDER_CLAIM = "c2pa.claim";
  private static final int MOST_MANIFESTS = 200;

  /** One manifest: a claim about assertions, signed. */
  record Manifest(Jumbf box) {
    String label() {
      return box.label();
    }

    /** Where something in it is, for findings. */
    String uri(String within) {
      return "self#jumbf=/" + STORE + "/" + label() + "/" + within;
    }

    /** The claim's bytes, as signed. */
    ByteBuffer claim() {
      Jumbf claim = box.box(CLAIM);
      claim = claim == null ? box.box(OLDER_CLAIM) : claim;
      return content(claim, "claim");
    }

    ByteBuffer signature() {
      return content(box.box(SIGNATURE), "signature");
    }

    /** The superboxes of the assertions. */
    List<Jumbf> assertions() {
      Jumbf assertions = box.box(ASSERTIONS);
      return assertions == null ? List.of() : assertions.boxes();
    }

    @Nullable Jumbf assertion(String name) {
      Jumbf assertions = box.box(ASSERTIONS);
      return assertions == null ? null : assertions.box(name);
    }

    /** The content of an assertion that is written in CBOR; {@code null} if it is not. */
    static @Nullable JsonNode read(Jumbf assertion) {
      ByteBuffer cbor = assertion.content(CBOR);
      return cbor == null ? null : Cbor.decode(cbor, "assertion " + assertion.label());
    }

    private static ByteBuffer content(@Nullable Jumbf box, String name) {
      ByteBuffer content = box == null ? null : box.content(CBOR);
      if (content == null) {
        throw RumoristaException.unreadableMedia("the C2PA manifest is broken: it has no %s", name);
      }
      return content;
    }
  }

  /**
   * Reads a manifest store.
   *
   * @throws RumoristaException {@code UNREADABLE_MEDIA} if it is broken
   */
  static ManifestStore parse(byte[] bytes) {
    Jumbf store = Jumbf.parse(bytes);
    List<Manifest> manifests =
        store.boxes().stream()
            .filter(box -> Set.of(MANIFEST_KIND, "c2um", "c2cm").contains(box.kind()))
            .map(Manifest::new)
            .toList();
    if (!store.kind().equals(STORE_KIND) || manifests.isEmpty()) {
      throw RumoristaException.unreadableMedia(
          "the C2PA manifest is broken: its box holds no manifest");
    }
    if (manifests.size() > MOST_MANIFESTS) {
      throw RumoristaException.unreadableMedia(
          "the C2PA manifest is broken: it has %d ingredients", manifests.size());
    }
    return new ManifestStore(bytes, manifests);
  }

  static byte[] read(FileChannel file, Place place) throws IOException {
    return FileBytes.bytes(file, place.start(), place.length());
  }

  Manifest active() {
    return manifests.getLast();
  }

  @Nullable Manifest manifest(String label) {
    return manifests.stream()
        .filter(manifest -> manifest.label().equals(label))
        .findFirst()
        .orElse(null);
  }
}
