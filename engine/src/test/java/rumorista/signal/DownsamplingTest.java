package rumorista.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DownsamplingTest {
  private static float[] tone(double frequency, int rate) {
    float[] samples = new float[rate / 4];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.sin(2 * Math.PI * frequency * i / rate);
    }
    return samples;
  }

  @Test
  void aToneStaysTheSame() {
    float[] found = Downsampling.twoThirds(tone(3000, 48_000));
    float[] wanted = tone(3000, 32_000);
    assertEquals(wanted.length, found.length);
    for (int i = 200; i < found.length - 200; i++) {
      assertEquals(wanted[i], found[i], 0.01, "sample " + i);
    }
  }

  @Test
  void whatCannotBeHeldIsRemoved() {
    float[] found = Downsampling.twoThirds(tone(18_000, 48_000));
    for (int i = 200; i < found.length - 200; i++) {
      assertTrue(Math.abs(found[i]) < 0.01, "sample " + i + " is " + found[i]);
    }
  }

  @Test
  void nothingGivesNothing() {
    assertEquals(0, Downsampling.twoThirds(new float[0]).length);
    assertEquals(1, Downsampling.twoThirds(new float[1]).length);
  }
}
