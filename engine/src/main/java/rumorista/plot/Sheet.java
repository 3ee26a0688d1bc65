package rumorista.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;

/** A sheet of paper to draw on, with letters and lines of one style. */
final class Sheet {
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 15);

  private final BufferedImage image;
  private final Graphics2D pen;

  Sheet(int width, int height) {
    this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    this.pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.setFont(FONT);
    pen.setColor(Palette.PAPER);
    pen.fillRect(0, 0, width, height);
  }

  BufferedImage image() {
    return image;
  }

  Graphics2D pen() {
    return pen;
  }

  void line(Color colour, double width, double x1, double y1, double x2, double y2) {
    pen.setColor(colour);
    pen.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.draw(new java.awt.geom.Line2D.Double(x1, y1, x2, y2));
  }

  /**
   * Writes text.
   *
   * @param align 0: begins at x, 0.5: centred there, 1: ends there
   * @param y of the middle of the small letters
   */
  void text(Color colour, String text, double x, double y, double align) {
    pen.setColor(colour);
    double width = pen.getFontMetrics().stringWidth(text);
    pen.drawString(text, (float) (x - align * width), (float) (y + 5));
  }

  /** Writes text that reads upwards, centred at a height. */
  void upwards(Color colour, String text, double x, double y) {
    var before = pen.getTransform();
    pen.rotate(-Math.PI / 2, x, y);
    text(colour, text, x, y, 0.5);
    pen.setTransform(before);
  }

  double width(String text) {
    return pen.getFontMetrics().stringWidth(text);
  }

  /** Writes a PNG file, whole or not at all. */
  void write(Path png) {
    Path partial = png.resolveSibling(png.getFileName() + ".partial");
    try {
      ImageIO.setUseCache(false);
      ImageIO.write(image, "png", partial.toFile());
      Files.move(partial, png, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      pen.dispose();
    }
  }
}
