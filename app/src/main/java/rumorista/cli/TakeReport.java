package rumorista.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import rumorista.generate.Take;
import rumorista.provenance.Origin;

/** What a take turned out to be, for people and for programs. */
final class TakeReport {
  private TakeReport() {}

  /** One line of JSON. */
  static String json(Take take) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("path", take.file().toString());
    json.put("take", take.number());
    json.put("seconds", rounded(take.seconds()));
    json.put("seed", take.seed());
    json.put("prompt", take.prompt().text());
    json.put("negative", take.prompt().negative());
    List<String> seen = take.seen();
    if (seen != null) {
      seen.forEach(json.putArray("seen")::add);
    }
    json.put("generator", take.generator());
    json.put("cues", take.cues().cues().size());
    json.put("realTimeFactor", rounded(take.workSeconds() / take.seconds()));
    Integer id = take.watermarkId();
    json.put("watermark", id == null ? null : Origin.hex(id));
    if (take.warning() != null) {
      json.put("warning", take.warning());
    }
    take.remarks().forEach(json.putArray("remarks")::add);
    take.credits().forEach(json.putArray("credits")::add);
    return json.toString();
  }

  /** A line for people, and one a credit. */
  static String text(Take take) {
    StringBuilder text = new StringBuilder();
    Integer id = take.watermarkId();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %.1f s of sound, seed %d, watermark %s, made in %.1f s",
            take.file(),
            take.seconds(),
            take.seed(),
            id == null ? "none" : Origin.hex(id),
            take.workSeconds()));
    if (take.warning() != null) {
      text.append("\n  warning: ").append(take.warning());
    }
    take.credits().forEach(credit -> text.append("\n  draws on: ").append(credit));
    return text.toString();
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
