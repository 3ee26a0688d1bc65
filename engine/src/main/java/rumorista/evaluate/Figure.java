package rumorista.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One thing measured.
 *
 * @param name what, and in which unit
 * @param value the model's
 * @param count sounds that it was measured on
 * @param beside the same of baselines, by name, in the order of printing
 * @param parts the same of single kinds or films, for whoever wants to look closer
 */
public record Figure(
    String name, double value, int count, Map<String, Double> beside, Map<String, Double> parts) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A figure without parts. */
  static Figure of(String name, double value, int count, Map<String, Double> beside) {
    return new Figure(name, value, count, beside, Map.of());
  }

  /** One line of JSON. */
  public String toJson() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("figure", name);
    fields.put("value", rounded(value));
    fields.put("count", count);
    fields.put("beside", rounded(beside));
    fields.put("parts", rounded(parts));
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A table of figures in Markdown. */
  public static String toMarkdown(List<Figure> figures) {
    StringBuilder table = new StringBuilder("| figure | model | sounds | beside it |\n");
    table.append("|---|---|---|---|\n");
    for (Figure figure : figures) {
      String beside =
          figure.beside.entrySet().stream()
              .map(other -> other.getKey() + " " + text(other.getValue()))
              .collect(Collectors.joining("; "));
      table.append(
          "| %s | %s | %d | %s |%n"
              .formatted(figure.name, text(figure.value), figure.count, beside));
    }
    return table.toString();
  }

  private static String text(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "-";
  }

  private static Map<String, Object> rounded(Map<String, Double> values) {
    Map<String, Object> result = new LinkedHashMap<>();
    values.forEach((name, number) -> result.put(name, rounded(number)));
    return result;
  }

  private static Object rounded(double value) {
    return Double.isFinite(value) ? Math.round(value * 1e4) / 1e4 : String.valueOf(value);
  }
}
