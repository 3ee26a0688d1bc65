package rumorista.plot;

import java.awt.Color;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import rumorista.Timeline;
import rumorista.Waveform;
import rumorista.measure.Listening;

/** A picture of what comes out: film strip above spectrogram above timeline. */
public final class Plot {
  private static final int WIDTH = 1600;
  private static final int LEFT = 92;
  private static final int RIGHT = 32;
  private static final int TOP = 28;
  private static final int STRIP = 176;
  private static final int SPECTROGRAM = 400;
  private static final int TIMELINE = 190;
  private static final int BETWEEN = 18;
  private static final int BELOW = 76;

  private Plot() {}

  /**
   * Draws a sound.
   *
   * @param png file to write, whole or not at all
   * @param film that the sound belongs to, drawn as a strip; {@code null} leaves it out
   * @param sound at 32 kHz; its first channel is drawn
   * @param timeline that the sound was to follow; {@code null} shows only the sound's own
   */
  public static void write(
      Path png, @Nullable Path film, Waveform sound, @Nullable Timeline timeline) {
    int strip = film == null ? 0 : STRIP + BETWEEN;
    int height = TOP + strip + SPECTROGRAM + BETWEEN + TIMELINE + BELOW;
    Sheet sheet = new Sheet(WIDTH, height);
    TimeAxis axis = new TimeAxis(LEFT, WIDTH - RIGHT, Math.max(0.01, sound.seconds()));
    if (film != null) {
      FilmStrip.draw(sheet, film, axis, TOP, TOP + STRIP);
    }
    int y = TOP + strip;
    SpectrogramLane.draw(sheet, sound, axis, y, y + SPECTROGRAM);
    y += SPECTROGRAM + BETWEEN;
    Timeline heard = Listening.timeline(Waveform.mono(sound.samples()[0], sound.sampleRate()));
    TimelineLane.draw(sheet, timeline, heard, axis, y, y + TIMELINE);
    axis.marks(sheet, y + TIMELINE);
    legend(sheet, timeline != null, y + TIMELINE + 50);
    sheet.write(png);
  }

  private static void legend(Sheet sheet, boolean asked, int y) {
    double x = LEFT;
    if (asked) {
      x = entry(sheet, Palette.ASKED, "loudness wanted", x, y);
    }
    x = entry(sheet, Palette.HEARD, "loudness heard", x, y);
    entry(sheet, Palette.ATTACK, asked ? "attacks wanted" : "attacks heard", x, y);
  }

  private static double entry(Sheet sheet, Color colour, String text, double x, int y) {
    sheet.line(colour, 3, x + 2, y, x + 26, y);
    sheet.text(Palette.TEXT, text, x + 36, y, 0);
    return x + 36 + sheet.width(text) + 40;
  }
}
