package rumorista.library.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import rumorista.Waveform;

class CutterTest {
  private static final int SAMPLE_RATE = 48_000;

  @Test
  void silenceAtTheEndsGoesAndTheOnsetStays() {
    float[] samples = new float[SAMPLE_RATE];
    for (int i = 10_000; i < 20_000; i++) {
      samples[i] = i % 2 == 0 ? 0.35f : -0.35f;
    }
    float[] cut = Cutter.trim(Waveform.mono(samples, SAMPLE_RATE)).samples()[0];
    assertEquals(10_000 + 2 * 240, cut.length);
    assertEquals(0.7f, cut[240], 1e-4f, "the first sample of the sound, not faded");
    assertEquals(0, cut[239], 1e-4f);
    assertTrue(Math.abs(cut[cut.length - 1]) < 0.01f);
  }

  @Test
  void aConstantOffsetGoes() {
    float[] samples = new float[SAMPLE_RATE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 0.3f + (float) (0.1 * Math.sin(i * 0.1));
    }
    float[] cut = Cutter.trim(Waveform.mono(samples, SAMPLE_RATE)).samples()[0];
    double sum = 0;
    for (float sample : cut) {
      sum += sample;
    }
    assertEquals(0, sum / cut.length, 0.005);
    assertEquals(0.7, max(cut), 0.01);
  }

  @Test
  void bothChannelsKeepTheirBalance() {
    float[] left = new float[4_800];
    float[] right = new float[4_800];
    for (int i = 0; i < left.length; i++) {
      left[i] = i % 2 == 0 ? 0.2f : -0.2f;
      right[i] = left[i] / 4;
    }
    Waveform cut = Cutter.trim(new Waveform(new float[][] {left, right}, SAMPLE_RATE));
    assertEquals(0.7, max(cut.samples()[0]), 1e-3);
    assertEquals(0.175, max(cut.samples()[1]), 1e-3);
  }

  @Test
  void silenceIsNothing() {
    assertEquals(0, Cutter.trim(Waveform.mono(new float[100], SAMPLE_RATE)).length());
    assertEquals(0, Cutter.trim(Waveform.mono(new float[0], SAMPLE_RATE)).length());
    float[] constant = new float[100];
    Arrays.fill(constant, 0.5f);
    assertEquals(0, Cutter.trim(Waveform.mono(constant, SAMPLE_RATE)).length());
  }

  private static double max(float[] samples) {
    double max = 0;
    for (float sample : samples) {
      max = Math.max(max, Math.abs(sample));
    }
    return max;
  }
}
