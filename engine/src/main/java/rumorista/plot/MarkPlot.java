package rumorista.plot;

import java.awt.Color;
import java.nio.file.Path;
import java.util.Arrays;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.watermark.Detection;
import rumorista.watermark.Segment;

/** A picture of where a sound is marked: its waveform, and the marked stretches of it lit. */
public final class MarkPlot {
  private static final int WIDTH = 1600;
  private static final int LEFT = 92;
  private static final int RIGHT = WIDTH - 32;
  private static final int TOP = 64;
  private static final int BOTTOM = TOP + 260;
  private static final int HEIGHT = BOTTOM + 50;
  private static final int STRIP = 8; // height of the bar over a marked stretch

  private MarkPlot() {}

  /**
   * Draws a sound, however long.
   *
   * @param png file to write, whole or not at all
   * @param sound is read to its end; not closed
   * @param detection what was found in it
   */
  public static void write(Path png, SoundStream sound, Detection detection) {
    TimeAxis axis = new TimeAxis(LEFT, RIGHT, Math.max(0.01, detection.seconds()));
    float[] peaks = peaks(sound, axis);
    Sheet sheet = new Sheet(WIDTH, HEIGHT);
    sheet.pen().setColor(Palette.LANE);
    sheet.pen().fillRect(axis.left(), TOP, axis.width(), BOTTOM - TOP);
    axis.grid(sheet, TOP, BOTTOM);
    boolean[] marked = new boolean[peaks.length];
    for (Segment segment : detection.segments()) {
      int from = column(axis, segment.startSeconds());
      int to = column(axis, segment.endSeconds());
      Arrays.fill(marked, from, Math.max(from + 1, Math.min(to, marked.length)), true);
      sheet.pen().setColor(Palette.transparent(Palette.HEARD, 30));
      sheet.pen().fillRect(axis.left() + from, TOP, Math.max(1, to - from), BOTTOM - TOP);
      sheet.pen().setColor(Palette.HEARD);
      sheet.pen().fillRect(axis.left() + from, TOP - STRIP, Math.max(1, to - from), STRIP);
    }
    draw(sheet, axis, peaks, marked);
    axis.marks(sheet, BOTTOM);
    sheet.text(Palette.TITLE, title(detection), LEFT, 28, 0);
    sheet.write(png);
  }

  private static String title(Detection detection) {
    if (!detection.marked()) {
      return "not marked";
    }
    String id = detection.id().isPresent() ? ", id " + detection.id().getAsInt() : "";
    return "marked%s: by chance at most 1e%d"
        .formatted(id, (int) Math.ceil(Math.max(-300, detection.log10FalsePositiveBound())));
  }

  private static int column(TimeAxis axis, double seconds) {
    return (int) Math.clamp(Math.round(axis.x(seconds)) - axis.left(), 0, axis.width() - 1);
  }

  /** The largest amplitude in each column of pixels. */
  private static float[] peaks(SoundStream sound, TimeAxis axis) {
    float[] peaks = new float[axis.width()];
    long position = 0;
    for (Waveform block = sound.read(); block != null; block = sound.read()) {
      for (int i = 0; i < block.length(); i++) {
        int column = column(axis, (double) (position + i) / sound.sampleRate());
        for (float[] channel : block.samples()) {
          peaks[column] = Math.max(peaks[column], Math.abs(channel[i]));
        }
      }
      position += block.length();
    }
    return peaks;
  }

  private static void draw(Sheet sheet, TimeAxis axis, float[] peaks, boolean[] marked) {
    float loudest = 1e-6f;
    for (float peak : peaks) {
      loudest = Math.max(loudest, peak);
    }
    double middle = (TOP + BOTTOM) / 2.0;
    for (int x = 0; x < peaks.length; x++) {
      double half = Math.max(0.5, peaks[x] / loudest * (BOTTOM - TOP - 16) / 2);
      Color colour = marked[x] ? Palette.HEARD : Palette.TEXT;
      sheet.line(colour, 1, axis.left() + x, middle - half, axis.left() + x, middle + half);
    }
  }
}
