package rumorista.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import rumorista.Waveform;

class CuttingTest {
  private static final int RATE = 48_000;
  private static final int MARGIN = 240; // 5 ms

  /** Silence, a decaying noise burst that begins at {@code onset}, silence. */
  private static float[] burst(int onset, int length, long seed) {
    Random random = new Random(seed);
    float[] samples = new float[length];
    for (int i = onset; i < length; i++) {
      double level = Math.exp(-(i - onset) / 2400.0);
      samples[i] = level < 1e-5 ? 0 : (float) (0.3 * level * (2 * random.nextFloat() - 1));
    }
    samples[onset] = 0.3f;
    return samples;
  }

  @Test
  void theOnsetSurvivesSampleForSampleSeed1() {
    float[] original = burst(20_000, 96_000, 1);
    float[] cut = Cutting.cut(Waveform.mono(original, RATE), -1, -1).samples()[0];
    float gain = Cutting.PEAK / 0.3f;
    for (int i = 0; i < 4_800; i++) {
      assertEquals(gain * original[20_000 + i], cut[MARGIN + i], 1e-5, "sample " + i);
    }
  }

  @Test
  void silenceGoesAndTheWholeDecayStaysSeed2() {
    Waveform cut = Cutting.cut(Waveform.mono(burst(20_000, 480_000, 2), RATE), -1, -1);
    double decay = 2400 * Math.log(1000); // samples until -60 dB
    assertTrue(cut.length() > 0.9 * decay, "length " + cut.length());
    assertTrue(cut.length() < decay + 2 * MARGIN, "length " + cut.length());
  }

  @Test
  void thePeakIsSetAndTheOffsetTakenAwaySeed3() {
    float[] samples = burst(20_000, 96_000, 3);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 0.2f * samples[i] + 0.05f;
    }
    Waveform cut = Cutting.cut(Waveform.mono(samples, RATE), -1, -1);
    assertEquals(Cutting.PEAK, Cutting.peak(cut), 1e-4);
    assertTrue(cut.length() < 40_000, "an offset is no sound; length " + cut.length());
  }

  @Test
  void aLongTextureIsCutWhereItIsMostTypicalSeed4() {
    Random random = new Random(4);
    float[] samples = new float[40 * RATE];
    for (int i = 0; i < samples.length; i++) {
      boolean typical = i >= 15 * RATE;
      samples[i] = (typical ? 0.1f : 0.9f) * (2 * random.nextFloat() - 1);
    }
    Waveform cut = Cutting.cut(Waveform.mono(samples, RATE), -1, -1);
    assertEquals(Cutting.LONGEST_SECONDS, cut.seconds(), 0.01);
    double energy = 0;
    for (float sample : cut.samples()[0]) {
      energy += sample * sample;
    }
    double level = Math.sqrt(energy / cut.length());
    assertEquals(Cutting.PEAK / Math.sqrt(3), level, 0.02, "even noise from end to end");
    assertEquals(0, cut.samples()[0][0], 1e-6);
  }

  @Test
  void aGivenStretchIsKept() {
    float[] samples = new float[10 * RATE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.sin(2 * Math.PI * i / 100.0);
    }
    Waveform cut = Cutting.cut(Waveform.mono(samples, RATE), 2, 3);
    assertEquals(3, cut.seconds(), 0.001);
  }

  @Test
  void stereoIsKeptOnlyIfItIsTrueSeed5() {
    float[] one = burst(1_000, 48_000, 5);
    float[] other = burst(1_000, 48_000, 6);
    float[] opposite = one.clone();
    for (int i = 0; i < opposite.length; i++) {
      opposite[i] = -opposite[i];
    }
    assertEquals(2, channels(one, other));
    assertEquals(1, channels(one, one.clone()));
    assertEquals(1, channels(one, new float[one.length]));
    assertEquals(1, channels(one, opposite));
    assertTrue(
        Cutting.peak(Cutting.cut(new Waveform(new float[][] {one, opposite}, RATE), -1, -1)) > 0.7);
  }

  private static int channels(float[] left, float[] right) {
    return Cutting.cut(new Waveform(new float[][] {left, right}, RATE), -1, -1).channels();
  }

  @Test
  void soundsInSequenceBeginWhereTheyShouldSeed7() {
    Waveform step = Waveform.mono(burst(0, 24_000, 7), RATE);
    Waveform walk = Cutting.inSequence(List.of(step, step, step), 1);
    float[] left = walk.samples()[0];
    for (int i = 0; i < 3; i++) {
      double uneven = i == 0 ? 0 : 0.1 * Math.sin(2.4 * i);
      int onset = (int) Math.round((i + uneven) * RATE);
      assertEquals(Cutting.PEAK, Math.abs(left[onset]), 1e-3, "step " + i);
    }
    assertEquals(step, Cutting.inSequence(List.of(step), 0));
  }
}
