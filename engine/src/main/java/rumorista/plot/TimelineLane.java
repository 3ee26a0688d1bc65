package rumorista.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rumorista.Timeline;
import rumorista.signal.Events;

/** When things happen: the loudness asked for and the one heard, and a tick for every attack. */
final class TimelineLane {
  private static final int STEP = 20; // dB from line to line

  private TimelineLane() {}

  /**
   * @param asked what the sound was to follow, if it is known
   */
  static void draw(
      Sheet sheet, @Nullable Timeline asked, Timeline heard, TimeAxis axis, int top, int bottom) {
    float loudest = peak(heard);
    loudest = asked == null ? loudest : Math.max(loudest, peak(asked));
    int highest = (int) Math.ceil(loudest / 10) * 10;
    Scale scale = new Scale(highest, highest - 60, top + 8, bottom - 2);
    sheet.pen().setColor(Palette.LANE);
    sheet.pen().fillRect(axis.left(), top, axis.width(), bottom - top);
    axis.grid(sheet, top, bottom);
    for (int level = highest / STEP * STEP; level > scale.low; level -= STEP) {
      sheet.line(Palette.GRID, 1, axis.left(), scale.y(level), axis.right(), scale.y(level));
      String name = String.format(Locale.ROOT, "%d dB", level);
      sheet.text(Palette.TEXT, name, axis.left() - 10, scale.y(level), 1);
    }
    if (asked == null) {
      fill(sheet, heard, Palette.HEARD, axis, scale, bottom);
      ticks(sheet, heard, axis, scale, bottom);
    } else {
      fill(sheet, asked, Palette.ASKED, axis, scale, bottom);
      ticks(sheet, asked, axis, scale, bottom);
      stroke(sheet, heard, Palette.HEARD, axis, scale);
    }
  }

  private record Scale(double high, double low, int top, int bottom) {
    double y(double level) {
      return Math.clamp(top + (high - level) / (high - low) * (bottom - top), top, bottom);
    }
  }

  private static float peak(Timeline timeline) {
    float peak = Timeline.SILENCE + 20;
    for (float level : timeline.loudness()) {
      peak = Math.max(peak, level);
    }
    return peak;
  }

  private static Path2D path(Timeline timeline, TimeAxis axis, Scale scale) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < timeline.length(); i++) {
      double x = axis.x((i + 0.5) / timeline.rate());
      double y = scale.y(timeline.loudness()[i]);
      if (i == 0) {
        path.moveTo(axis.left(), y);
      }
      path.lineTo(Math.min(x, axis.right()), y);
    }
    return path;
  }

  private static void fill(
      Sheet sheet, Timeline timeline, Color colour, TimeAxis axis, Scale scale, int bottom) {
    if (timeline.length() == 0) {
      return;
    }
    Path2D area = path(timeline, axis, scale);
    area.lineTo(area.getCurrentPoint().getX(), bottom);
    area.lineTo(axis.left(), bottom);
    area.closePath();
    Graphics2D pen = sheet.pen();
    pen.setPaint(
        new GradientPaint(
            0,
            scale.top,
            Palette.transparent(colour, 120),
            0,
            bottom,
            Palette.transparent(colour, 10)));
    pen.fill(area);
    stroke(sheet, timeline, colour, axis, scale);
  }

  private static void stroke(
      Sheet sheet, Timeline timeline, Color colour, TimeAxis axis, Scale scale) {
    sheet.pen().setColor(colour);
    sheet.pen().setStroke(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    sheet.pen().draw(path(timeline, axis, scale));
  }

  private static void ticks(
      Sheet sheet, Timeline timeline, TimeAxis axis, Scale scale, int bottom) {
    for (int i = 0; i < timeline.length(); i++) {
      float strength = timeline.onset()[i];
      if (strength > Events.AUDIBLE) {
        double x = axis.x((i + 0.5) / timeline.rate());
        double height = Math.min(1, 0.25 + 0.5 * strength) * (bottom - scale.top);
        sheet.line(Palette.transparent(Palette.ATTACK, 200), 2, x, bottom - 2, x, bottom - height);
        sheet.pen().setColor(Palette.ATTACK);
        sheet.pen().fill(new Ellipse2D.Double(x - 4, bottom - height - 4, 8, 8));
      }
    }
  }
}
