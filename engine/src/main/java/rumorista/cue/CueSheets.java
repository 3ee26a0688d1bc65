package rumorista.cue;

import static rumorista.RumoristaException.invalidInput;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rumorista.Cue;
import rumorista.CueSheet;

/**
 * Cue sheets as files: {@code .json}, or {@code .csv} with a column for each field. Both are read
 * back without loss; a field that a person leaves out has its usual value.
 */
public final class CueSheets {
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "type",
          "stem",
          "start",
          "end",
          "thing",
          "words",
          "kind",
          "seenAs",
          "confidence",
          "recording",
          "level",
          "position",
          "distance",
          "muted",
          "number",
          "phrase",
          "speaker",
          "hits",
          "curveRate",
          "curve");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CsvMapper CSV =
      CsvMapper.builder().enable(CsvParser.Feature.TRIM_SPACES).build();

  private CueSheets() {}

  /**
   * Reads a sheet.
   *
   * @param seconds length of the film where the file does not say it
   * @throws rumorista.RumoristaException {@code INVALID_INPUT} with the file and the place in it
   */
  public static CueSheet read(Path file, double seconds) {
    String text = text(file);
    return isTable(file) ? fromCsv(file, text, seconds) : fromJson(file, text, seconds);
  }

  /** Writes a sheet as the name of the file wants it. */
  public static void write(CueSheet sheet, Path name, Path file) {
    try {
      Files.writeString(file, isTable(name) ? toCsv(sheet) : toJson(sheet));
    } catch (IOException e) {
      throw invalidInput("%s: cannot be written: %s", name, e);
    }
  }

  /**
   * Checks a name before there is a sheet to write.
   *
   * @throws rumorista.RumoristaException {@code INVALID_INPUT} if it ends in neither .json nor .csv
   */
  public static void checkName(Path file) {
    isTable(file);
  }

  /** One object with the field {@code cues}. */
  static String toJson(CueSheet sheet) {
    ObjectNode root = JSON.createObjectNode();
    root.put("seconds", sheet.seconds());
    ArrayNode cues = root.putArray("cues");
    sheet.cues().forEach(cue -> cues.add(CueRow.of(cue)));
    return root.toPrettyString() + "\n";
  }

  private static CueSheet fromJson(Path file, String text, double seconds) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw invalidInput("%s: line %d: not JSON: %s", file, line, e.getOriginalMessage());
    }
    if (!root.path("cues").isArray()) {
      throw invalidInput("%s: has no list \"cues\"; wanted a cue sheet", file);
    }
    List<Cue> cues = new ArrayList<>();
    for (JsonNode row : root.path("cues")) {
      cues.add(new CueRow(row, "%s: cue %d".formatted(file, cues.size() + 1)).cue());
    }
    double length = root.path("seconds").asDouble(seconds);
    return new CueSheet(length, cues);
  }

  /** A header line, then one cue a line. */
  static String toCsv(CueSheet sheet) throws IOException {
    CsvSchema.Builder schema = CsvSchema.builder();
    COLUMNS.forEach(schema::addColumn);
    List<Map<String, String>> rows = new ArrayList<>();
    for (Cue cue : sheet.cues()) {
      ObjectNode fields = CueRow.of(cue);
      Map<String, String> row = new LinkedHashMap<>();
      for (String column : COLUMNS) {
        row.put(column, cell(fields.path(column)));
      }
      rows.add(row);
    }
    return CSV.writer(schema.build().withHeader()).writeValueAsString(rows);
  }

  private static String cell(JsonNode node) {
    if (!node.isArray()) {
      return node.isMissingNode() ? "" : node.asText();
    }
    List<String> values = new ArrayList<>();
    node.forEach(value -> values.add(value.asText()));
    return String.join(" ", values);
  }

  private static CueSheet fromCsv(Path file, String text, double seconds) {
    List<Cue> cues = new ArrayList<>();
    try (MappingIterator<Map<String, String>> rows =
        CSV.readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(text)) {
      while (rows.hasNext()) {
        JsonNode row = JSON.valueToTree(rows.next());
        if (cues.isEmpty() && !row.has("id")) {
          throw invalidInput(
              "%s: line 1 has no column \"id\"; wanted %s", file, String.join(",", COLUMNS));
        }
        cues.add(new CueRow(row, "%s, line %d".formatted(file, cues.size() + 2)).cue());
      }
    } catch (JacksonException e) {
      throw invalidInput("%s: not CSV: %s", file, e.getOriginalMessage());
    } catch (IOException e) {
      throw invalidInput("%s: cannot be read: %s", file, e);
    }
    return new CueSheet(seconds, cues);
  }

  private static boolean isTable(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".csv") && !name.endsWith(".json")) {
      throw invalidInput("%s: a cue sheet is a .json or a .csv file", file);
    }
    return name.endsWith(".csv");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw invalidInput("%s: no such file", file);
    } catch (CharacterCodingException e) {
      throw invalidInput("%s: is not text in UTF-8", file);
    } catch (IOException e) {
      throw invalidInput("%s: cannot be read: %s", file, e);
    }
  }
}
