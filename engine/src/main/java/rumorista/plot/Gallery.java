package rumorista.plot;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/** Spectrograms to compare: rows of pictures of one size, a label above each. */
public final class Gallery {
  private static final int WIDTH = 640; // of a picture, in pixels
  private static final int HEIGHT = 160;
  private static final int LABEL = 28;
  private static final int BETWEEN = 12;
  private static final float RANGE = 60; // dB from dark to light

  private Gallery() {}

  /**
   * A spectrogram and what stands above it.
   *
   * @param levels {@code [frame][band]} in dB
   */
  public record Picture(String label, float[][] levels) {}

  /**
   * Draws rows of pictures. The loudest moment of a row's first picture is the light that its
   * others are measured by.
   *
   * @param png file to write, whole or not at all; its folder exists
   */
  public static void write(List<List<Picture>> rows, Path png) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(1);
    Sheet sheet =
        new Sheet(BETWEEN + columns * (WIDTH + BETWEEN), BETWEEN + rows.size() * (HEIGHT + LABEL));
    for (int row = 0; row < rows.size(); row++) {
      float light = loudest(rows.get(row).getFirst().levels());
      int y = row * (HEIGHT + LABEL) + LABEL;
      for (int column = 0; column < rows.get(row).size(); column++) {
        Picture picture = rows.get(row).get(column);
        int x = BETWEEN + column * (WIDTH + BETWEEN);
        sheet.text(Palette.TEXT, picture.label(), x, y - LABEL / 2.0, 0);
        sheet.pen().drawImage(image(picture.levels(), light), x, y, WIDTH, HEIGHT, null);
      }
    }
    sheet.write(png);
  }

  private static float loudest(float[][] levels) {
    float loudest = Float.NEGATIVE_INFINITY;
    for (float[] frame : levels) {
      for (float level : frame) {
        loudest = Math.max(loudest, level);
      }
    }
    return loudest;
  }

  /** One pixel a frame and band, low sounds below. */
  private static BufferedImage image(float[][] levels, float light) {
    int bands = levels[0].length;
    BufferedImage image = new BufferedImage(levels.length, bands, BufferedImage.TYPE_INT_RGB);
    for (int t = 0; t < levels.length; t++) {
      for (int b = 0; b < bands; b++) {
        double brightness = 1 + (levels[t][b] - light) / RANGE;
        image.setRGB(t, bands - 1 - b, Palette.magma(brightness));
      }
    }
    return image;
  }
}
