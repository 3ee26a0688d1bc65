package rumorista.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rumorista.GenerationOptions;
import rumorista.provenance.Origin;

/**
 * What a take turned out to be.
 *
 * @param path the file that was written
 * @param take counted from 1
 * @param seconds length of the sound
 * @param seen what was asked for and what was seen
 * @param realTimeFactor seconds of work a second of sound, without loading and watching: below 1 is
 *     faster than real time
 * @param credits whose recordings the sound draws on
 * @param watermarkId what its mark says; {@code null} if it has none
 * @param warning why it has none; {@code null} if it has one
 */
record Result(
    Path path,
    int take,
    double seconds,
    Seen seen,
    GenerationOptions options,
    String model,
    double realTimeFactor,
    List<String> credits,
    @Nullable Integer watermarkId,
    @Nullable String warning) {

  /** One line of JSON. */
  String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("path", path.toString());
    json.put("take", take);
    json.put("seconds", rounded(seconds));
    json.put("seed", options.seed());
    json.put("prompt", seen.prompt().text());
    json.put("negative", seen.prompt().negative());
    List<String> words = seen.words();
    if (words != null) {
      words.forEach(json.putArray("seen")::add);
    }
    json.put("steps", options.steps());
    json.put("guidance", options.guidance());
    json.put("model", model);
    json.put("realTimeFactor", rounded(realTimeFactor));
    json.put("watermark", watermarkId == null ? null : Origin.hex(watermarkId));
    if (warning != null) {
      json.put("warning", warning);
    }
    credits.forEach(json.putArray("credits")::add);
    return json.toString();
  }

  /** A line for people, and one a credit. */
  String toText() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %.1f s of sound, seed %d, watermark %s, made in %.1f s",
            path,
            seconds,
            options.seed(),
            watermarkId == null ? "none" : Origin.hex(watermarkId),
            realTimeFactor * seconds));
    if (warning != null) {
      text.append("\n  warning: ").append(warning);
    }
    credits.forEach(credit -> text.append("\n  draws on: ").append(credit));
    return text.toString();
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
