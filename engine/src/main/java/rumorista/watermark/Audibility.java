package rumorista.watermark;

import java.util.Arrays;
import rumorista.Waveform;

/**
 * How audible the mark is at most: the noise-to-mask ratio (Brandenburg 1987; ITU-R BS.1387) of
 * what was added, in the critical bands and frames in which the mark may be.
 */
public final class Audibility {
  private static final double QUIETEST = 1e-7; // power of a frame that is not silence: -70 dB

  private Audibility() {}

  /**
   * The noise-to-mask ratio that 95 % of all bands and frames do not exceed, in dB: below 0 the
   * mark is masked. Every channel counts by itself; silent frames and bands without mark do not
   * count.
   *
   * @param original not marked
   * @param marked the same, marked; as long, at the same rate
   * @return negative infinity if the sound is silent or nothing was added
   */
  public static double noiseToMask(Waveform original, Waveform marked) {
    if (original.length() != marked.length()
        || original.channels() != marked.channels()
        || original.sampleRate() != marked.sampleRate()) {
      throw new IllegalArgumentException("two sounds of different shape; wanted alike ones");
    }
    double[] ratios = new double[1024];
    int count = 0;
    for (int channel = 0; channel < original.channels(); channel++) {
      float[] before = original.samples()[channel];
      float[] added = new float[before.length];
      for (int i = 0; i < added.length; i++) {
        added[i] = marked.samples()[channel][i] - before[i];
      }
      int rate = original.sampleRate();
      FrameSpectra host = spectra(Waveform.mono(before, rate));
      FrameSpectra noise = spectra(Waveform.mono(added, rate));
      Masking masking = new Masking(host.binHertz(), host.firstBin(), host.bins());
      float[] difference = noise.next();
      for (float[] frame = host.next();
          frame != null && difference != null;
          frame = host.next(), difference = noise.next()) {
        double[] powers = masking.powers(frame);
        if (Arrays.stream(powers).sum() < QUIETEST) {
          continue;
        }
        double[] thresholds = masking.thresholds(frame, powers);
        double[] noises = masking.powers(difference);
        for (int band = Masking.band(Grid.LOWEST_HERTZ);
            band <= Masking.band(Grid.HIGHEST_HERTZ) && Masking.lowerEdge(band) < rate / 2.0;
            band++) {
          ratios = count == ratios.length ? Arrays.copyOf(ratios, 2 * count) : ratios;
          ratios[count++] = noises[band] / thresholds[band];
        }
      }
    }
    if (count == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    Arrays.sort(ratios, 0, count);
    return 10 * Math.log10(ratios[(int) Math.min(count - 1, Math.ceil(0.95 * count) - 1)]);
  }

  private static FrameSpectra spectra(Waveform sound) {
    FrameSpectra spectra = new FrameSpectra(sound.sampleRate(), 1, 0, 16000);
    spectra.add(sound);
    spectra.finish();
    return spectra;
  }
}
