package rumorista.plot;

import java.awt.Color;
import java.awt.geom.RoundRectangle2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rumorista.Timeline;
import rumorista.look.Shot;
import rumorista.look.Sight;
import rumorista.look.Span;
import rumorista.look.Thing;

/** A picture of what is seen: film strip above words and things as bars above the timeline. */
public final class SightPlot {
  private static final int WIDTH = 1600;
  private static final int LEFT = 172;
  private static final int RIGHT = 32;
  private static final int TOP = 28;
  private static final int STRIP = 176;
  private static final int ROW = 34;
  private static final int BAR = 24;
  private static final int TIMELINE = 190;
  private static final int BETWEEN = 18;
  private static final int BELOW = 76;
  private static final int MOST_ROWS = 12;

  private SightPlot() {}

  /**
   * A line of bars.
   *
   * @param name stands to the left
   * @param bars what lies where; the confidence is how bright
   */
  private record Row(String name, List<Thing> bars, Color colour) {}

  /**
   * Draws what is seen of a film.
   *
   * @param png file to write, whole or not at all
   * @param timeline when things happen in it
   */
  public static void write(Path png, Path film, Sight sight, Timeline timeline) {
    List<Row> rows = rows(sight);
    int lanes = STRIP + BETWEEN + rows.size() * ROW + BETWEEN + TIMELINE;
    Sheet sheet = new Sheet(WIDTH, TOP + lanes + BELOW);
    double seconds = Math.max(0.01, sight.seconds());
    TimeAxis axis = new TimeAxis(LEFT, WIDTH - RIGHT, seconds);
    FilmStrip.draw(sheet, film, axis, TOP, TOP + STRIP);
    int y = TOP + STRIP + BETWEEN;
    for (Row row : rows) {
      draw(sheet, axis, row, y);
      y += ROW;
    }
    cuts(sheet, axis, sight, TOP, y);
    y += BETWEEN;
    TimelineLane.draw(sheet, null, timeline, axis, y, y + TIMELINE);
    axis.marks(sheet, y + TIMELINE);
    String legend = "loudness and attacks expected; brighter bars are surer; dashed: cuts";
    sheet.text(Palette.TEXT, legend, LEFT, y + TIMELINE + 50, 0);
    sheet.write(png);
  }

  private static List<Row> rows(Sight sight) {
    List<Row> rows = new ArrayList<>();
    List<Thing> words =
        sight.shots().stream()
            .filter(shot -> !shot.words().isEmpty())
            .map(shot -> new Thing(shot.words(), 1, shot.start(), shot.end()))
            .toList();
    rows.add(new Row("sounds like", words, Palette.HEARD));
    Map<String, List<Thing>> things = new LinkedHashMap<>();
    sight.shots().stream()
        .map(Shot::things)
        .flatMap(List::stream)
        .sorted(Comparator.comparingDouble(Thing::start))
        .forEach(
            thing -> things.computeIfAbsent(thing.name(), name -> new ArrayList<>()).add(thing));
    things.entrySet().stream()
        .limit(MOST_ROWS)
        .forEach(row -> rows.add(new Row(row.getKey(), row.getValue(), Palette.ASKED)));
    if (!sight.openMouths().isEmpty()) {
      rows.add(new Row("mouth open", mouths(sight.openMouths()), Palette.ATTACK));
    }
    return rows;
  }

  private static List<Thing> mouths(List<Span> open) {
    return open.stream().map(span -> new Thing("", 1, span.start(), span.end())).toList();
  }

  private static void draw(Sheet sheet, TimeAxis axis, Row row, int top) {
    sheet.pen().setColor(Palette.LANE);
    sheet.pen().fillRect(axis.left(), top, axis.width(), ROW - 4);
    sheet.text(Palette.TITLE, row.name, axis.left() - 12, top + ROW / 2.0 - 3, 1);
    for (Thing bar : row.bars) {
      double left = axis.x(bar.start());
      double width = Math.max(3, axis.x(bar.end()) - left - 2);
      int alpha = (int) Math.clamp(70 + 150 * bar.confidence(), 70, 220);
      sheet.pen().setColor(Palette.transparent(row.colour, alpha));
      sheet.pen().fill(new RoundRectangle2D.Double(left, top + 3, width, BAR, 8, 8));
      String label = label(row, bar);
      if (sheet.width(label) < width - 12) {
        sheet.text(Palette.PAPER, label, left + 8, top + 3 + BAR / 2.0, 0);
      }
    }
  }

  private static String label(Row row, Thing bar) {
    boolean named = bar.name().equals(row.name);
    return named ? "%.0f %%".formatted(100 * bar.confidence()) : bar.name();
  }

  private static void cuts(Sheet sheet, TimeAxis axis, Sight sight, int top, int bottom) {
    for (Shot shot : sight.shots()) {
      for (int y = top; y < bottom && shot.start() > 0; y += 12) {
        double x = axis.x(shot.start());
        sheet.line(Palette.TITLE, 1.5, x, y, x, Math.min(bottom, y + 6));
      }
    }
  }
}
