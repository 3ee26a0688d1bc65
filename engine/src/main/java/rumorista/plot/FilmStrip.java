package rumorista.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import rumorista.media.MediaInfo;
import rumorista.media.VideoReader;

/** Pictures of a film side by side, each where its instant is, on a perforated strip. */
final class FilmStrip {
  private static final int BORDER = 20; // pixels of strip above and below the pictures
  private static final int GAP = 4;
  private static final Color STRIP = new Color(0x060509);

  private FilmStrip() {}

  static void draw(Sheet sheet, Path film, TimeAxis axis, int top, int bottom) {
    MediaInfo info = MediaInfo.probe(film);
    int height = bottom - top - 2 * BORDER;
    double natural = height * (double) info.width() / info.height();
    double shown = Math.min(axis.seconds(), info.seconds());
    int count = (int) Math.max(1, Math.round(axis.width() * shown / axis.seconds() / natural));
    double cell = (axis.x(shown) - axis.left()) / count;
    int width = (int) Math.ceil(natural);
    Graphics2D pen = sheet.pen();
    pen.setColor(STRIP);
    pen.fill(new RoundRectangle2D.Double(axis.left(), top, axis.width(), bottom - top, 10, 10));
    perforate(pen, axis, top + 6);
    perforate(pen, axis, bottom - 14);
    // Twice as many pictures as cells: every second one is what is seen in the middle of a cell.
    try (VideoReader frames = VideoReader.open(film, 2 * count / shown, width, height)) {
      Shape clip = pen.getClip();
      for (int i = 0; i < count; i++) {
        byte[] skipped = frames.read();
        byte[] picture = skipped == null ? null : frames.read();
        byte[] seen = picture == null ? skipped : picture;
        if (seen == null) {
          break;
        }
        double left = axis.left() + i * cell + GAP / 2.0;
        pen.setClip(new RoundRectangle2D.Double(left, top + BORDER, cell - GAP, height, 6, 6));
        int middle = (int) Math.round(left + (cell - GAP - width) / 2);
        pen.drawImage(image(seen, width, height), middle, top + BORDER, null);
      }
      pen.setClip(clip);
    }
  }

  private static void perforate(Graphics2D pen, TimeAxis axis, int y) {
    pen.setColor(Palette.GRID);
    for (int x = axis.left() + 8; x + 12 < axis.right(); x += 22) {
      pen.fill(new RoundRectangle2D.Double(x, y, 12, 8, 4, 4));
    }
  }

  private static BufferedImage image(byte[] rgb, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      int red = rgb[3 * i] & 0xff;
      int green = rgb[3 * i + 1] & 0xff;
      int blue = rgb[3 * i + 2] & 0xff;
      int colour = (red << 16) | (green << 8) | blue;
      image.setRGB(i % width, i / width, colour);
    }
    return image;
  }
}
