package rumorista.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.FormatMethod;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import rumorista.provenance.Fingerprint;
import rumorista.provenance.LedgerEntry;
import rumorista.provenance.Origin;
import rumorista.watermark.Detection;
import rumorista.watermark.Segment;

/**
 * What was found in a file, for people and for programs.
 *
 * @param entry what the ledger knows of the id; {@code null} if nothing
 * @param difference from the sound that the ledger knows, see {@link Fingerprint#difference}; empty
 *     if that cannot be told
 */
record DetectionReport(
    Path file,
    Detection detection,
    boolean thorough,
    @Nullable LedgerEntry entry,
    OptionalDouble difference) {
  private static final double SMALLEST = -300; // power of ten that is told

  String toText() {
    StringBuilder text = new StringBuilder();
    if (!detection.marked()) {
      text.append("%s: %s".formatted(file, reason()));
      return text.toString();
    }
    text.append(
        "%s: MARKED, made by Rumorista; an unmarked sound looks so with a probability of at most %s"
            .formatted(file, probability()));
    text.append(
        detection.id().isPresent()
            ? "%n  id %s".formatted(Origin.hex(detection.id().getAsInt()))
            : "%n  the id cannot be read for certain".formatted());
    LedgerEntry.Work work = entry == null ? null : entry.work();
    if (entry != null && work != null) {
      text.append(
          "%n  ledger: %s, %s; its manifest is kept (--manifest FILE)"
              .formatted(work.file(), entry.time()));
    }
    if (isAnotherSound()) {
      text.append(
          format(
              "%n  WARNING: this is not the sound that the ledger knows by that id (%.0f %% of the"
                  + " fingerprint differ): the mark may have been copied",
              100 * difference.getAsDouble()));
    }
    if (detection.stretched()) {
      text.append(
          format(
              "%n  changed since: %.1f %% of the tempo, %.1f %% of the pitch",
              100 * detection.speed(), 100 * detection.pitch()));
    }
    for (Segment segment : detection.segments()) {
      text.append(
          format(
              "%n  %s to %s, key %s%s, z %.1f",
              clock(segment.startSeconds()),
              clock(segment.endSeconds()),
              segment.key().id(),
              segment.id().isPresent() ? ", id " + Origin.hex(segment.id().getAsInt()) : "",
              segment.z()));
    }
    return text.toString();
  }

  private boolean isAnotherSound() {
    return difference.orElse(0) > Fingerprint.ANOTHER_SOUND;
  }

  private String reason() {
    if (detection.silent()) {
      return "not marked: silence, there is nothing that could be";
    }
    return thorough
        ? "not marked"
        : "not marked (--thorough also finds what was sped up, slowed down or transposed)";
  }

  /** Of a false alarm, as a power of ten. */
  private String probability() {
    double power = Math.max(SMALLEST, detection.log10FalsePositiveBound());
    return format("1e%d", (int) Math.ceil(power));
  }

  private static String clock(double seconds) {
    int minutes = (int) (seconds / 60);
    return format("%d:%04.1f", minutes, seconds - 60 * minutes);
  }

  /** One line of JSON. */
  String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("file", file.toString());
    json.put("marked", detection.marked());
    json.put("silent", detection.silent());
    json.put("log10_false_positive_bound", rounded(detection.log10FalsePositiveBound()));
    if (detection.id().isPresent()) {
      json.put("id", Origin.hex(detection.id().getAsInt()));
    } else {
      json.putNull("id");
    }
    json.put("z", rounded(detection.z()));
    json.put("speed", rounded(detection.speed()));
    json.put("pitch", rounded(detection.pitch()));
    json.put("seconds", rounded(detection.seconds()));
    ArrayNode segments = json.putArray("segments");
    for (Segment segment : detection.segments()) {
      ObjectNode one = segments.addObject();
      one.put("start", rounded(segment.startSeconds()));
      one.put("end", rounded(segment.endSeconds()));
      one.put("key", segment.key().id());
      segment.id().ifPresent(id -> one.put("id", Origin.hex(id)));
      one.put("z", rounded(segment.z()));
    }
    LedgerEntry.Work work = entry == null ? null : entry.work();
    json.put("work", work == null ? null : work.file());
    if (difference.isPresent()) {
      json.put("fingerprint_difference", rounded(difference.getAsDouble()));
      json.put("another_sound", isAnotherSound());
    }
    return json.toString();
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  @FormatMethod
  private static String format(String format, @Nullable Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
