package rumorista.watermark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rumorista.SoundStream;
import rumorista.SyntheticSound;
import rumorista.Waveform;

class BoundTest {
  private static final int KEYS = 1500;

  private static MarkKey key(int number) {
    return MarkKey.of(ByteBuffer.allocate(MarkKey.LENGTH).putInt(number + 1).array());
  }

  /** Residuals of a real front end: a tone with vibrato in noise, and the same shifted in time. */
  private static Fold fold(int shift) {
    float[] noise = SyntheticSound.noise(0.05, 4 * 16_000 + shift, 3);
    for (int i = 0; i < noise.length; i++) {
      double seconds = i / 16_000.0;
      noise[i] +=
          (float) (0.3 * Math.sin(2 * Math.PI * 900 * seconds + 8 * Math.sin(20 * seconds)));
    }
    FrameSpectra spectra = new FrameSpectra(16_000, 1, 300, 8000);
    spectra.add(Waveform.mono(noise, 16_000));
    spectra.finish();
    List<float[]> frames = new ArrayList<>();
    for (float[] frame = spectra.next(); frame != null; frame = spectra.next()) {
      frames.add(frame);
    }
    Chunk chunk = new Chunk(frames.toArray(float[][]::new), 0, spectra);
    float[][] levels = chunk.levels(Warp.NONE, 0, frames.size(), Chunk.PHASES);
    return Fold.of(Chunk.residuals(levels, 35), 0, Integer.MAX_VALUE)[0];
  }

  /**
   * P(z >= t) <= exp(-t^2/2) for one fixed hypothesis over the choice of the key, and not much less
   * than the normal distribution says: else the test would look at something else.
   */
  @Test
  void unmarkedSoundExceedsAThresholdNoMoreOftenThanHoeffdingAllows() {
    Fold fold = fold(0);
    double norm = fold.norm();
    double pilotNorm = norm; // of all chips: pilots alone can only have less
    int[] pilots = new int[4];
    int[] patterns = new int[4];
    double[] thresholds = {2, 2.5, 3, 3.5};
    double[] normal = {0.02275, 0.00621, 0.00135, 0.000233};
    float[] correlation = new float[Grid.SLOTS];
    for (int number = 0; number < KEYS; number++) {
      Chips chips = new Chips(key(number));
      chips.correlatePilots(fold.sums, correlation);
      for (int i = 0; i < thresholds.length; i++) {
        pilots[i] += correlation[0] / pilotNorm >= thresholds[i] ? 1 : 0;
      }
      float[] pattern = chips.pattern(Payload.of(number));
      for (int shift = 0; shift < Grid.SLOTS; shift++) {
        double z = correlate(pattern, fold, shift) / norm;
        for (int i = 0; i < thresholds.length; i++) {
          patterns[i] += z >= thresholds[i] ? 1 : 0;
        }
      }
    }
    for (int i = 0; i < thresholds.length; i++) {
      double bound = Math.exp(-thresholds[i] * thresholds[i] / 2);
      double share = patterns[i] / (double) (KEYS * Grid.SLOTS);
      assertTrue(pilots[i] / (double) KEYS <= bound, "pilots, t = " + thresholds[i]);
      assertTrue(share <= bound, share + " > " + bound + " at t = " + thresholds[i]);
      assertEquals(1, share / normal[i], 0.5, "as of a normal distribution, t = " + thresholds[i]);
    }
  }

  private static double correlate(float[] pattern, Fold fold, int shift) {
    double sum = 0;
    for (int slot = 0; slot < Grid.SLOTS; slot++) {
      for (int band = 0; band < Grid.BANDS; band++) {
        sum += pattern[slot * Grid.BANDS + band] * fold.sums[band * 2 * Grid.SLOTS + slot + shift];
      }
    }
    return sum;
  }

  @Test
  void readingsAreCorrelationsWithWholePatterns() {
    Fold fold = fold(100);
    Chips chips = new Chips(key(7));
    List<Scan.Reading> readings = new Scan(List.of(chips)).read(new Fold[] {fold}, 0);
    for (Scan.Reading reading : readings) {
      float[] pattern = chips.pattern(reading.message());
      double z = correlate(pattern, fold, reading.peak().shift()) / fold.norm();
      assertEquals(z, reading.z(), 1e-3);
    }
    assertTrue(readings.size() >= 1);
  }

  /** The shares of the allowed probability add up to one at most. */
  @Test
  void sharesOfAllHypothesesAddUpToOne() {
    double perReading = 0;
    for (boolean valid : new boolean[] {true, false}) {
      double messages = valid ? 0x1p24 : 0x1p32;
      double none = share(valid, Bound.Stretch.NONE);
      double conversions = Warp.conversions().size() * share(valid, Bound.Stretch.CONVERSION);
      double any = Warp.count() * share(valid, Bound.Stretch.ANY);
      perReading += messages * (none + conversions + any);
    }
    double offsets = Chunk.PHASES * Grid.SLOTS * Bound.GATES.length;
    assertTrue(offsets * perReading <= 1 + 1e-9, "in all " + offsets * perReading);
    assertTrue(offsets * perReading > 0.99, "nothing is given away");
    assertTrue(Warp.all().size() * 9 <= Warp.count());
  }

  private static double share(boolean valid, Bound.Stretch stretch) {
    double z = 20;
    return Math.exp(-Bound.ln(z, valid, stretch, 1, 1) - z * z / 2);
  }

  @Test
  void longerSoundsAndMoreKeysCostMore() {
    double alone = Bound.ln(12, true, Bound.Stretch.NONE, 1, 1);
    assertEquals(alone + Math.log(10), Bound.ln(12, true, Bound.Stretch.NONE, 10, 1), 1e-9);
    assertEquals(alone + Math.log(2), Bound.ln(12, true, Bound.Stretch.NONE, 1, 2), 1e-9);
    assertEquals(0, Bound.ln(0, true, Bound.Stretch.NONE, 1, 1));
  }

  @Test
  void unmarkedSoundIsNotTakenForMarkedWithAnyOf40Keys() {
    Waveform sound = Waveform.mono(SyntheticSound.noise(0.1, 3 * 16_000, 9), 16_000);
    for (int number = 0; number < 40; number++) {
      Detection detection =
          Watermark.detect(SoundStream.of(sound), List.of(key(number)), Search.PLAIN);
      assertTrue(!detection.marked() && detection.segments().isEmpty(), "key " + number);
    }
  }
}
