package rumorista.plot;

import static rumorista.RumoristaException.invalidInput;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How training went: the loss over the steps, as it was and smoothed. */
public final class Curve {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 520;
  private static final int LEFT = 92;
  private static final int RIGHT = WIDTH - 36;
  private static final int TOP = 36;
  private static final int BOTTOM = HEIGHT - 76;
  private static final int MARKS = 8;
  private static final double[] LADDER = {1, 1.5, 2, 3, 4, 5, 7};

  private Curve() {}

  private record Point(double step, double loss) {}

  /**
   * Draws {@code curve.csv} as the trainer writes it.
   *
   * @param csv a header line with columns {@code step} and {@code loss}, then one line a point
   * @param png file to write, whole or not at all
   */
  public static void write(Path csv, Path png) {
    List<Point> points = read(csv);
    double last = points.getLast().step;
    double low = points.stream().mapToDouble(Point::loss).min().orElse(0);
    double high = points.stream().mapToDouble(Point::loss).max().orElse(1);
    Scale scale = new Scale(Math.max(1, last), low * 0.95, Math.max(high, low + 1e-6) * 1.03);
    Sheet sheet = new Sheet(WIDTH, HEIGHT);
    axes(sheet, scale);
    stroke(sheet, points, scale, Palette.transparent(Palette.ASKED, 90), 1.2f);
    stroke(sheet, smooth(points), scale, Palette.ASKED, 2.6f);
    String best =
        String.format(Locale.ROOT, "%.4f after %.0f steps", smooth(points).getLast().loss, last);
    sheet.text(Palette.TITLE, best, RIGHT - 14, TOP + 20, 1);
    sheet.write(png);
  }

  /** A logarithmic scale upwards, a plain one to the right. */
  private record Scale(double last, double low, double high) {
    double x(double step) {
      return LEFT + step / last * (RIGHT - LEFT);
    }

    double y(double loss) {
      double share = Math.log(loss / low) / Math.log(high / low);
      return Math.clamp(BOTTOM - share * (BOTTOM - TOP), TOP, BOTTOM);
    }
  }

  private static void axes(Sheet sheet, Scale scale) {
    sheet.pen().setColor(Palette.LANE);
    sheet.pen().fillRect(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP);
    for (double power = 1e-6; power < scale.high; power *= 10) {
      for (double factor : LADDER) {
        double loss = power * factor;
        if (loss > scale.low && loss < scale.high) {
          sheet.line(Palette.GRID, 1, LEFT, scale.y(loss), RIGHT, scale.y(loss));
          String name =
              String.format(Locale.ROOT, "%.4f", loss)
                  .replaceFirst("0+$", "")
                  .replaceFirst("\\.$", "");
          sheet.text(Palette.TEXT, name, LEFT - 10, scale.y(loss), 1);
        }
      }
    }
    double step = Math.max(1, TimeAxis.step(scale.last, MARKS));
    for (double at = 0; at <= scale.last; at += step) {
      sheet.line(Palette.GRID, 1, scale.x(at), TOP, scale.x(at), BOTTOM);
      sheet.text(
          Palette.TEXT, String.format(Locale.ROOT, "%,.0f", at), scale.x(at), BOTTOM + 18, 0.5);
    }
    sheet.text(Palette.TEXT, "steps", (LEFT + RIGHT) / 2.0, BOTTOM + 48, 0.5);
    sheet.upwards(Palette.TEXT, "loss", 26, (TOP + BOTTOM) / 2.0);
  }

  private static void stroke(
      Sheet sheet, List<Point> points, Scale scale, Color colour, float width) {
    Path2D path = new Path2D.Double();
    path.moveTo(scale.x(points.getFirst().step), scale.y(points.getFirst().loss));
    points.forEach(point -> path.lineTo(scale.x(point.step), scale.y(point.loss)));
    sheet.pen().setColor(colour);
    sheet.pen().setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    sheet.pen().draw(path);
  }

  /** Means over a twentieth of the points before each. */
  private static List<Point> smooth(List<Point> points) {
    int width = Math.max(1, points.size() / 20);
    List<Point> smooth = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      List<Point> near = points.subList(Math.max(0, i - width), i + 1);
      double mean = near.stream().mapToDouble(Point::loss).average().orElse(0);
      smooth.add(new Point(points.get(i).step, mean));
    }
    return smooth;
  }

  private static List<Point> read(Path csv) {
    try {
      List<List<String>> rows =
          Files.readAllLines(csv).stream().map(line -> List.of(line.split(",", -1))).toList();
      List<String> header = rows.isEmpty() ? List.of() : rows.getFirst();
      int step = header.indexOf("step");
      int loss = header.indexOf("loss");
      if (step < 0 || loss < 0 || rows.size() < 2) {
        throw invalidInput("%s: wanted columns step and loss and at least one line", csv);
      }
      return rows.stream()
          .skip(1)
          .map(row ->
              new Point(
                  Double.parseDouble(row.get(step)),
                  Math.max(1e-9, Double.parseDouble(row.get(loss)))))
          .toList();
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      throw invalidInput("%s: cannot be read as a training curve (%s)", csv, e.getMessage());
    }
  }
}
