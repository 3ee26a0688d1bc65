package rumorista.generate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rumorista.RumoristaException;
import rumorista.Timeline;

/**
 * A timeline as a table for spreadsheets: the header {@code seconds,loudness,onset}, then one row
 * an instant, equally spaced from 0; the rate is derived. Columns may come in any order; others are
 * ignored.
 */
final class TimelineTable {
  /**
   * How far an instant may lie from its place, as part of the spacing: room for rounded seconds.
   */
  private static final double TOLERANCE = 0.1;

  private TimelineTable() {}

  static Timeline parse(Path file, String text) {
    List<String> lines = text.replace("\uFEFF", "").lines().toList();
    if (lines.isEmpty()) {
      throw RumoristaException.invalidInput("%s: the timeline is empty", file);
    }
    List<String> header = cells(lines.getFirst().toLowerCase(Locale.ROOT));
    int[] columns = {
      column(file, header, "seconds"),
      column(file, header, "loudness"),
      column(file, header, "onset")
    };
    List<double[]> rows = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      if (!lines.get(line).isBlank()) {
        rows.add(row(file, line + 1, cells(lines.get(line)), header, columns));
      }
    }
    return timeline(file, rows);
  }

  private static Timeline timeline(Path file, List<double[]> rows) {
    if (rows.size() < 2) {
      throw RumoristaException.invalidInput(
          "%s: %d rows; wanted two at least, for their distance is the rate", file, rows.size());
    }
    double spacing = (rows.getLast()[0] - rows.getFirst()[0]) / (rows.size() - 1);
    if (!(spacing > 0)) {
      throw RumoristaException.invalidInput("%s: the seconds do not rise", file);
    }
    float[] loudness = new float[rows.size()];
    float[] onset = new float[rows.size()];
    for (int index = 0; index < rows.size(); index++) {
      double[] row = rows.get(index);
      if (Math.abs(row[0] - index * spacing) > TOLERANCE * spacing) {
        throw RumoristaException.invalidInput(
            "%s: value %d is at %s s; wanted %.4f: rows are equally spaced and start at 0",
            file, index + 1, row[0], index * spacing);
      }
      loudness[index] = (float) row[1];
      onset[index] = (float) row[2];
    }
    return new Timeline(1 / spacing, loudness, onset);
  }

  private static double[] row(
      Path file, int line, List<String> cells, List<String> header, int[] columns) {
    double[] row = new double[columns.length];
    for (int index = 0; index < columns.length; index++) {
      String name = header.get(columns[index]);
      String cell = columns[index] < cells.size() ? cells.get(columns[index]) : "";
      row[index] = number(cell);
      if (!Float.isFinite((float) row[index])) {
        throw RumoristaException.invalidInput(
            "%s: line %d: %s is \"%s\"; wanted a number", file, line, name, cell);
      }
    }
    return row;
  }

  private static double number(String cell) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException exception) {
      return Double.NaN;
    }
  }

  private static int column(Path file, List<String> header, String name) {
    int column = header.indexOf(name);
    if (column < 0) {
      throw RumoristaException.invalidInput(
          "%s: line 1: column %s is missing; wanted the header seconds,loudness,onset", file, name);
    }
    return column;
  }

  private static List<String> cells(String line) {
    return List.of(line.split(",", -1)).stream().map(String::strip).toList();
  }

  static String format(Timeline timeline) {
    StringBuilder text = new StringBuilder("seconds,loudness,onset\n");
    for (int index = 0; index < timeline.length(); index++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%.6f,%s,%s\n",
              index / timeline.rate(),
              timeline.loudness()[index],
              timeline.onset()[index]));
    }
    return text.toString();
  }
}
