package rumorista.measure;

import static rumorista.RumoristaException.badModel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a tagger. A figure that was never measured is {@code NaN}.
 *
 * @param kinds that it tells apart, in the order of its outputs
 * @param training how it was trained, as JSON values by name
 * @param unheard how well it does on recordings that it did not learn from, as JSON values by name
 * @param agreement how well it agrees with verdicts that it was not fitted to, by name
 * @param usual the mean probability of each kind over all sorts of sounds; empty if not measured
 * @param calibration from evidence to a score; without weights if it was never fitted
 */
public record TaggerCard(
    List<String> kinds,
    Map<String, Object> training,
    Map<String, Object> unheard,
    Map<String, Object> agreement,
    List<Double> usual,
    Calibration calibration) {
  /** The card inside a tagger's folder. */
  public static final String FILE_NAME = "tagger.json";

  /** Area under the ROC curve against the verdicts, in {@link #agreement()}. */
  public static final String AUC = "auc";

  private static final int EVIDENCE = 3; // numbers that a calibration weighs

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A card without figures. */
  public static TaggerCard of(List<String> kinds) {
    return new TaggerCard(
        kinds, Map.of(), Map.of(), Map.of(), List.of(), new Calibration(List.of()));
  }

  /** Reads a card. */
  public static TaggerCard read(Path file) {
    try {
      JsonNode card = JSON.readTree(Files.readString(file));
      List<String> kinds = new ArrayList<>();
      card.path("kinds").forEach(kind -> kinds.add(kind.asText()));
      if (kinds.isEmpty()) {
        throw badModel("%s: has no kinds; wanted a list of them: train the tagger again", file);
      }
      return new TaggerCard(
          List.copyOf(kinds),
          map(card, "training"),
          map(card, "unheard"),
          map(card, "agreement"),
          numbers(card, "usual", kinds.size(), file),
          new Calibration(numbers(card, "calibration", EVIDENCE + 1, file)));
    } catch (IOException e) {
      throw badModel("%s: cannot be read (%s); train the tagger again", file, e.getMessage());
    }
  }

  private static List<Double> numbers(JsonNode card, String name, int count, Path file) {
    List<Double> numbers = new ArrayList<>();
    card.path(name).forEach(number -> numbers.add(number.asDouble(Double.NaN)));
    if (!numbers.isEmpty() && (numbers.size() != count || numbers.contains(Double.NaN))) {
      throw badModel(
          "%s: %s has %s; wanted %d numbers: train the tagger again", file, name, numbers, count);
    }
    return List.copyOf(numbers);
  }

  private static Map<String, Object> map(JsonNode card, String name) {
    Map<String, Object> map = new LinkedHashMap<>();
    card.path(name)
        .properties()
        .forEach(
            field -> map.put(field.getKey(), JSON.convertValue(field.getValue(), Object.class)));
    return map;
  }

  /** Writes the card, whole or not at all. */
  public void write(Path file) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kinds", kinds);
    fields.put("training", training);
    fields.put("unheard", unheard);
    fields.put("agreement", agreement);
    fields.put("calibration", calibration.weights());
    fields.put("usual", usual);
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    JSON.writerWithDefaultPrettyPrinter().writeValue(partial.toFile(), fields);
    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Area under the ROC curve, per sound, against the verdicts of another tagger. */
  public double auc() {
    return number(agreement, AUC);
  }

  /** Share of kinds that are the most probable in unheard recordings of them. */
  public double topOne() {
    return number(unheard, "top1");
  }

  /** Share of kinds that are among the five most probable. */
  public double topFive() {
    return number(unheard, "top5");
  }

  private static double number(Map<String, Object> figures, String name) {
    return figures.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** The same card with how it was trained. */
  public TaggerCard trained(Map<String, Object> how) {
    return new TaggerCard(kinds, how, unheard, agreement, usual, calibration);
  }

  /** The same card with what was measured on unheard recordings. */
  public TaggerCard unheard(Map<String, Object> measured, List<Double> mean) {
    return new TaggerCard(kinds, training, measured, agreement, mean, calibration);
  }

  /** The same card with another calibration and how well it agrees. */
  public TaggerCard agreeing(Map<String, Object> measured, Calibration fitted) {
    return new TaggerCard(kinds, training, unheard, measured, usual, fitted);
  }
}
