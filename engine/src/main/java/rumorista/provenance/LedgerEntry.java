package rumorista.provenance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.Stem;

/**
 * A line of the ledger.
 *
 * @param sequence counts the lines from 1
 * @param previous the hash of the line before; 64 zeros in the first one
 * @param time when it was written
 * @param clockBehindSeconds by how much the clock had gone back since the line before; 0 if it had
 *     not
 * @param watermarkId the id, reserved or used; {@code null} for a work without mark
 * @param soundSha256 of the sound as it was imagined: the same sound has the same id
 * @param work what was made; {@code null} in a line that only reserves an id
 * @param hash SHA-256 of the line without this field
 */
public record LedgerEntry(
    long sequence,
    String previous,
    Instant time,
    long clockBehindSeconds,
    @Nullable Integer watermarkId,
    String soundSha256,
    @Nullable Work work,
    String hash) {
  /**
   * A work as the ledger knows it; hashes are SHA-256 in hexadecimal.
   *
   * @param file its name, without folder
   * @param fileSha256 of the finished, signed file
   * @param model names of all that made the sound, joined by "+"
   * @param contributions what made each part of the sound; empty in lines before 0.2
   * @param promptSha256 of the prompt's text
   * @param key the id of the signing key
   * @param markKeys ids of the watermark's keys, joined by "+"
   * @param manifestSha256 of the signed manifest store, which is kept beside the ledger
   * @param fingerprintSha256 of the {@link Fingerprint}, which is kept there too
   */
  public record Work(
      String file,
      String fileSha256,
      String model,
      List<Made> contributions,
      String promptSha256,
      String key,
      String markKeys,
      String manifestSha256,
      String fingerprintSha256) {
    public Work {
      contributions = List.copyOf(contributions);
    }
  }

  /**
   * What made a part of a sound, in short; the manifest says all of it.
   *
   * @param generated whether by a model; else from recordings of a library
   * @param sha256 of the weights or of the library's index
   */
  public record Made(
      Stem stem, boolean generated, String name, String version, String sha256, long seed) {
    static Made of(Contribution part) {
      Contribution.Maker maker = part.maker();
      return new Made(
          part.stem(),
          part.isGenerated(),
          maker.name(),
          maker.version(),
          maker.sha256(),
          part.seed());
    }

    private void write(ObjectNode json) {
      json.put("stem", stem.name())
          .put(generated ? "model" : "library", name)
          .put("version", version)
          .put("sha256", sha256)
          .put("seed", seed);
    }

    private static Made read(JsonNode json) {
      boolean generated = json.has("model");
      return new Made(
          Stem.valueOf(text(json, "stem")),
          generated,
          text(json, generated ? "model" : "library"),
          text(json, "version"),
          text(json, "sha256"),
          json.required("seed").asLong());
    }
  }

  /** Whether the sound carries a watermark; {@code false} also where an id is only reserved. */
  public boolean marked() {
    return work != null && watermarkId != null;
  }

  /** The same with its hash. */
  LedgerEntry withHash() {
    return new LedgerEntry(
        sequence,
        previous,
        time,
        clockBehindSeconds,
        watermarkId,
        soundSha256,
        work,
        Sha256.of(toJson().toString()));
  }

  /** The fields, without the hash, in the order in which they are written. */
  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("sequence", sequence).put("previous", previous).put("time", time.toString());
    if (clockBehindSeconds > 0) {
      json.put("clockBehindSeconds", clockBehindSeconds);
    }
    if (watermarkId != null) {
      json.put("id", Origin.hex(watermarkId));
    }
    json.put("sound", soundSha256);
    if (work == null) {
      return json.put("reserved", true);
    }
    json.put("marked", marked())
        .put("file", work.file())
        .put("sha256", work.fileSha256())
        .put("model", work.model());
    if (!work.contributions().isEmpty()) {
      ArrayNode parts = json.putArray("contributions");
      work.contributions().forEach(part -> part.write(parts.addObject()));
    }
    return json.put("promptSha256", work.promptSha256())
        .put("key", work.key())
        .put("markKeys", work.markKeys())
        .put("manifest", work.manifestSha256())
        .put("fingerprint", work.fingerprintSha256());
  }

  /**
   * The opposite of {@link #toJson}; throws some runtime exception if a field is not as it should
   * be.
   */
  static LedgerEntry of(JsonNode json, String hash) {
    Work work =
        json.has("reserved")
            ? null
            : new Work(
                text(json, "file"),
                text(json, "sha256"),
                text(json, "model"),
                contributions(json),
                text(json, "promptSha256"),
                text(json, "key"),
                text(json, "markKeys"),
                text(json, "manifest"),
                text(json, "fingerprint"));
    return new LedgerEntry(
        json.required("sequence").asLong(),
        text(json, "previous"),
        Instant.parse(text(json, "time")),
        json.path("clockBehindSeconds").asLong(),
        json.has("id") ? Integer.valueOf(HexFormat.fromHexDigits(text(json, "id"))) : null,
        text(json, "sound"),
        work,
        hash);
  }

  private static List<Made> contributions(JsonNode json) {
    List<Made> parts = new ArrayList<>();
    json.path("contributions").forEach(part -> parts.add(Made.read(part)));
    return parts;
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.required(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(field);
    }
    return value.textValue();
  }
}
