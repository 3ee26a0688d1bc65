package rumorista.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.RumoristaException;
import rumorista.Timeline;
import rumorista.Waveform;

class PlotTest {
  private static final int RATE = 32_000;

  @TempDir private Path folder;

  private static Waveform toneInTheSecondHalf() {
    float[] samples = new float[2 * RATE];
    for (int i = RATE; i < samples.length; i++) {
      samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * 1000 * i / RATE));
    }
    return Waveform.mono(samples, RATE);
  }

  private static BufferedImage read(Path png) throws IOException {
    return Objects.requireNonNull(ImageIO.read(png.toFile()));
  }

  private static int brightest(BufferedImage image, int fromX, int toX, int toY) {
    int brightest = 0;
    for (int x = fromX; x < toX; x++) {
      for (int y = 40; y < toY; y++) {
        brightest = Math.max(brightest, new Color(image.getRGB(x, y)).getGreen());
      }
    }
    return brightest;
  }

  @Test
  void aToneIsBrightWhereItSounds() throws IOException {
    Path png = folder.resolve("tone.png");
    Plot.write(png, null, toneInTheSecondHalf(), null);
    BufferedImage image = read(png);
    assertEquals(1600, image.getWidth());
    assertTrue(brightest(image, 200, 700, 400) < 60, "silence is dark");
    assertTrue(brightest(image, 900, 1400, 400) > 180, "the tone is bright");
  }

  @Test
  void theTimelineWantedIsDrawnAndNothingElseIsLeft() throws IOException {
    Path png = folder.resolve("wanted.png");
    Timeline timeline = new Timeline(10, new float[20], new float[20]);
    timeline.onset()[10] = 1;
    Plot.write(png, null, toneInTheSecondHalf(), timeline);
    BufferedImage image = read(png);
    int attack = image.getRGB(92 + (1600 - 32 - 92) * 105 / 200, 28 + 400 + 18 + 180);
    assertTrue(new Color(attack).getRed() > 150, "the tick is red");
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(png), files.toList());
    }
  }

  @Test
  void theShortestSoundCanBeDrawn() throws IOException {
    Path png = folder.resolve("short.png");
    Plot.write(png, null, Waveform.mono(new float[1], RATE), null);
    assertEquals(1600, read(png).getWidth());
  }

  @Test
  void aCurveFallsFromLeftToRight() throws IOException {
    Path csv = folder.resolve("curve.csv");
    StringBuilder lines = new StringBuilder("step,loss,rate,seconds\n");
    for (int i = 1; i <= 100; i++) {
      lines.append(i * 10).append(',').append(10.0 / i).append(",1e-3,1\n");
    }
    Files.writeString(csv, lines);
    Curve.write(csv, folder.resolve("curve.png"));
    BufferedImage image = read(folder.resolve("curve.png"));
    assertTrue(highestCurve(image, 150) < highestCurve(image, 1000));
  }

  private static int highestCurve(BufferedImage image, int x) {
    int y = 40;
    while (new Color(image.getRGB(x, y)).getRed() < 150) {
      y++;
    }
    return y;
  }

  @Test
  void whatIsNoCurveIsRefused() throws IOException {
    Path csv = folder.resolve("curve.csv");
    Path png = folder.resolve("curve.png");
    assertThrows(RumoristaException.class, () -> Curve.write(csv, png));
    for (String content :
        List.of("", "step,loss\n", "a,b\n1,2\n", "step,loss\n1,x\n", "step,loss\n1\n")) {
      Files.writeString(csv, content);
      assertThrows(RumoristaException.class, () -> Curve.write(csv, png), content);
    }
    assertTrue(Files.notExists(png));
  }
}
