package rumorista.vision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pictures drawn by rules of whole numbers: the same bytes everywhere. */
public final class DrawnPicture {
  private static final int SKIN = 0xE0AC90;
  private static final int HAIR = 0x402818;

  private final int width;
  private final int height;
  private final byte[] rgb;

  private DrawnPicture(int width, int height) {
    this.width = width;
    this.height = height;
    this.rgb = new byte[3 * width * height];
  }

  /** Writes the pictures that {@code originals.js} shows to the original networks into a folder. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Files.write(folder.resolve("bottles300.rgb"), bottles(300));
    Files.write(folder.resolve("face128.rgb"), face(128, 128, 20));
    Files.write(folder.resolve("face192.rgb"), face(192, 192, 20));
  }

  /** RGB {@code [side][side][3]}: bottles on a table, and shades in the background. */
  public static byte[] bottles(int side) {
    DrawnPicture picture = new DrawnPicture(side, side);
    picture.fill(0, 0, 1000, 620, 0xB8B4AE);
    picture.fill(0, 620, 1000, 1000, 0xE6E3DE);
    for (int left : new int[] {120, 450, 780}) {
      picture.fill(left, 420, left + 110, 860, 0x7FA6BE);
      picture.oval(left, 330, left + 110, 510, 0x8FB4C8);
      picture.fill(left + 35, 280, left + 75, 400, 0x9CBDD0);
      picture.fill(left + 30, 240, left + 80, 290, 0x1030C0);
      picture.fill(left + 20, 440, left + 32, 840, 0xD8E8F0);
    }
    return picture.shaded();
  }

  /** RGB {@code [height][width][3]}: a face, whose lips are {@code gap} thousandths apart. */
  public static byte[] face(int width, int height, int gap) {
    DrawnPicture picture = new DrawnPicture(width, height);
    picture.fill(0, 0, 1000, 1000, 0x50A0C0);
    picture.oval(230, 100, 770, 760, HAIR);
    picture.fill(420, 720, 580, 900, SKIN - 0x101010);
    picture.oval(100, 840, 900, 1200, 0x405070);
    picture.oval(270, 180, 730, 880, SKIN);
    picture.oval(300, 120, 700, 330, HAIR);
    for (int left : new int[] {345, 545}) {
      picture.fill(left, 395, left + 110, 412, HAIR);
      picture.oval(left + 5, 440, left + 105, 490, 0xF4F0EC);
      picture.oval(left + 35, 442, left + 75, 488, 0x302018);
    }
    picture.oval(465, 460, 535, 625, SKIN - 0x181410);
    picture.oval(470, 590, 530, 630, SKIN - 0x302820);
    picture.oval(410, 675, 590, 735 + gap, 0xB05050);
    picture.oval(425, 702, 575, 706 + gap, 0x301010);
    return picture.shaded();
  }

  private void fill(int left, int top, int right, int bottom, int colour) {
    for (int y = top * height / 1000; y < Math.min(height, bottom * height / 1000); y++) {
      for (int x = left * width / 1000; x < Math.min(width, right * width / 1000); x++) {
        put(x, y, colour);
      }
    }
  }

  private void oval(int left, int top, int right, int bottom, int colour) {
    for (int y = top * height / 1000; y < Math.min(height, bottom * height / 1000); y++) {
      for (int x = left * width / 1000; x < Math.min(width, right * width / 1000); x++) {
        long across = (2000L * x / width - left - right) * 1000 / (right - left);
        long down = (2000L * y / height - top - bottom) * 1000 / (bottom - top);
        if (across * across + down * down <= 1_000_000) {
          put(x, y, colour);
        }
      }
    }
  }

  private void put(int x, int y, int colour) {
    int place = 3 * (y * width + x);
    rgb[place] = (byte) (colour >> 16);
    rgb[place + 1] = (byte) (colour >> 8);
    rgb[place + 2] = (byte) colour;
  }

  /** Light from the upper left, and a little grain. */
  private byte[] shaded() {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int grain = (x * 73 + y * 151 + x * y * 7) % 9 - 4;
        int light = 1080 - 160 * x / width - 90 * y / height;
        for (int c = 0; c < 3; c++) {
          int place = 3 * (y * width + x) + c;
          rgb[place] = (byte) Math.clamp((rgb[place] & 0xFF) * light / 1000 + grain, 0, 255);
        }
      }
    }
    return rgb;
  }
}
