package rumorista.generate;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import rumorista.RumoristaException;
import rumorista.Timeline;

/**
 * Timelines as files that people read and write by hand.
 *
 * <p>JSON: {@code {"rate": 31.25, "loudness": [-40, ...], "onset": [0, ...]}}, or an object whose
 * field {@code timeline} is that, as {@code rumorista look --json} prints it. CSV: see {@link
 * TimelineTable}. Loudness is in dB relative to full scale; onset is 0 for none to about 1 for a
 * sharp attack.
 */
public final class Timelines {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Timelines() {}

  /**
   * Reads a {@code .json} or {@code .csv} file.
   *
   * @throws RumoristaException INVALID_INPUT, with the file and the place in it
   */
  public static Timeline read(Path file) {
    boolean table = isTable(file);
    String text = text(file);
    Timeline timeline = table ? TimelineTable.parse(file, text) : fromJson(file, text);
    if (timeline.length() == 0) {
      throw RumoristaException.invalidInput("%s: the timeline is empty", file);
    }
    return timeline;
  }

  /**
   * Writes a {@code .json} or {@code .csv} file that {@link #read} understands.
   *
   * @throws RumoristaException INVALID_INPUT if the file cannot be written
   */
  public static void write(Timeline timeline, Path file) {
    String text = isTable(file) ? TimelineTable.format(timeline) : toJson(timeline);
    try {
      Files.writeString(file, text);
    } catch (IOException exception) {
      throw RumoristaException.invalidInput("%s: cannot be written: %s", file, exception);
    }
  }

  /**
   * Checks a name before there is a timeline to write.
   *
   * @throws RumoristaException INVALID_INPUT if it ends in neither .json nor .csv
   */
  public static void checkName(Path file) {
    isTable(file);
  }

  private static boolean isTable(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".csv") && !name.endsWith(".json")) {
      throw RumoristaException.invalidInput("%s: a timeline is a .json or a .csv file", file);
    }
    return name.endsWith(".csv");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException exception) {
      throw RumoristaException.invalidInput("%s: no such file", file);
    } catch (CharacterCodingException exception) {
      throw RumoristaException.invalidInput("%s: is not text in UTF-8", file);
    } catch (IOException exception) {
      throw RumoristaException.invalidInput("%s: cannot be read: %s", file, exception);
    }
  }

  private static Timeline fromJson(Path file, String text) {
    JsonNode root;
    try {
      JsonNode whole = JSON.readTree(text);
      root = whole.path("timeline").isObject() ? whole.path("timeline") : whole;
    } catch (JacksonException exception) {
      int line = exception.getLocation() == null ? 1 : exception.getLocation().getLineNr();
      throw RumoristaException.invalidInput(
          "%s: line %d: not JSON: %s", file, line, exception.getOriginalMessage());
    }
    double rate = number(file, "rate", root.path("rate"));
    if (!(rate > 0)) {
      throw RumoristaException.invalidInput("%s: rate is %s; wanted more than 0", file, rate);
    }
    float[] loudness = numbers(file, "loudness", root.path("loudness"));
    float[] onset = numbers(file, "onset", root.path("onset"));
    if (loudness.length != onset.length) {
      throw RumoristaException.invalidInput(
          "%s: %d loudness and %d onset values; wanted equally many",
          file, loudness.length, onset.length);
    }
    return new Timeline(rate, loudness, onset);
  }

  private static float[] numbers(Path file, String name, JsonNode array) {
    if (!array.isArray()) {
      throw RumoristaException.invalidInput(
          "%s: %s is %s; wanted an array of numbers", file, name, found(array));
    }
    float[] values = new float[array.size()];
    for (int index = 0; index < values.length; index++) {
      values[index] = (float) number(file, name + "[" + index + "]", array.get(index));
    }
    return values;
  }

  private static double number(Path file, String name, JsonNode node) {
    if (!node.isNumber() || !Float.isFinite(node.floatValue())) {
      throw RumoristaException.invalidInput(
          "%s: %s is %s; wanted a number", file, name, found(node));
    }
    return node.doubleValue();
  }

  private static String found(JsonNode node) {
    return node.isMissingNode() ? "missing" : node.isContainerNode() ? "a list" : node.toString();
  }

  /** One line of JSON, and the end of that line. */
  public static String toJson(Timeline timeline) {
    ObjectNode root = JSON.createObjectNode();
    root.put("rate", timeline.rate());
    for (float value : timeline.loudness()) {
      root.withArray("/loudness").add(value);
    }
    for (float value : timeline.onset()) {
      root.withArray("/onset").add(value);
    }
    return root + "\n";
  }
}
