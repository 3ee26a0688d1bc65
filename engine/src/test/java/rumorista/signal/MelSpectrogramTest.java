package rumorista.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.SyntheticSound;

class MelSpectrogramTest {
  private static final MelSpectrogram MEL = MelSpectrogram.standard();
  private static final int RATE = 32_000;
  private static final double BIN = RATE / 1024.0; // Hz

  @ParameterizedTest(name = "bin {0}")
  @ValueSource(ints = {4, 10, 31, 45})
  void aFullScaleSineReachesZeroDecibels(int bin) {
    float[] frame = MEL.of(SyntheticSound.sine(bin * BIN, 1, 0.5, RATE))[30];
    assertEquals(0, frame[loudest(frame)], 0.05);
  }

  @ParameterizedTest(name = "{0} Hz")
  @ValueSource(doubles = {100, 440, 1000, 2345.6, 5000, 9999, 15_000})
  void aSineIsLoudestInItsOwnBand(double frequency) {
    float[] frame = MEL.of(SyntheticSound.sine(frequency, 0.5, 0.5, RATE))[30];
    int band = loudest(frame);
    assertEquals(frequency / BIN, centre(band), Math.max(1, MEL.bands().width(band)));
    double power = 0;
    for (int b = 0; b < frame.length; b++) {
      power += MelSpectrogram.power(frame[b]) * MEL.bands().width(b);
    }
    // Half of full scale is -6 dB; a Hann window spreads a sine over 1.5 bins.
    assertEquals(-6.02, 10 * Math.log10(power / 1.5), 0.7);
  }

  @Test
  void silenceIsTheFloor() {
    for (float[] frame : MEL.of(new float[5000])) {
      for (float level : frame) {
        assertEquals(MelSpectrogram.FLOOR, level);
      }
    }
  }

  @ParameterizedTest(name = "{0} samples")
  @CsvSource({"0, 0", "1, 1", "255, 1", "256, 1", "257, 2", "32000, 125", "32001, 126"})
  void aFrameForEveryStartedHop(int samples, int frames) {
    assertEquals(frames, MEL.frames(samples));
    float[][] levels = MEL.of(SyntheticSound.noise(0.1, samples, 1));
    assertEquals(frames, levels.length);
    for (float[] frame : levels) {
      assertEquals(160, frame.length);
    }
  }

  @ParameterizedTest(name = "frame {0}")
  @ValueSource(ints = {0, 1, 2, 17, 39})
  void aFrameIsCentredOnItsSampleUpToTheEdges(int frame) {
    float[] samples = new float[40 * 256];
    samples[frame * 256] = 1;
    float[][] levels = MEL.of(samples);
    int loudestFrame = 0;
    for (int t = 0; t < levels.length; t++) {
      loudestFrame = levels[t][80] > levels[loudestFrame][80] ? t : loudestFrame;
    }
    assertEquals(frame, loudestFrame);
    float[] middle = new float[4096];
    middle[2048] = 1;
    assertEquals(MEL.of(middle)[8][80], levels[frame][80], 0.01);
  }

  @Test
  void theLastSampleIsHeard() {
    float[] samples = new float[1000];
    samples[999] = 1;
    assertTrue(MEL.of(samples)[3][80] > -60);
  }

  @Test
  void decibelsAndPowerAreInverse() {
    for (float level = -89; level < 20; level += 0.7f) {
      assertEquals(level, MelSpectrogram.decibels(MelSpectrogram.power(level)), 1e-4);
    }
    assertEquals(MelSpectrogram.FLOOR, MelSpectrogram.decibels(0));
  }

  @ParameterizedTest(name = "rate {0}, size {1}, hop {2}, bands {3}")
  @CsvSource({
    "0, 1024, 256, 160",
    "32000, 1000, 256, 160",
    "32000, 1024, 0, 160",
    "32000, 1024, 2048, 160",
    "32000, 64, 16, 33"
  })
  void refusesNonsense(int rate, int size, int hop, int bands) {
    assertThrows(IllegalArgumentException.class, () -> new MelSpectrogram(rate, size, hop, bands));
  }

  private static int loudest(float[] frame) {
    int loudest = 0;
    for (int b = 0; b < frame.length; b++) {
      loudest = frame[b] > frame[loudest] ? b : loudest;
    }
    return loudest;
  }

  /** The bin that a band hears best. */
  private static int centre(int band) {
    int best = 0;
    float most = 0;
    for (int k = 0; k < MEL.fft().bins(); k++) {
      float[] single = new float[MEL.fft().bins()];
      single[k] = 1;
      float heard = MEL.bands().of(single)[band];
      if (heard > most) {
        most = heard;
        best = k;
      }
    }
    return best;
  }
}
