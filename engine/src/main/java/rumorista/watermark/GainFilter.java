package rumorista.watermark;

import java.util.Arrays;
import rumorista.signal.RealFft;

/**
 * Changes the levels of chips in a channel that arrives block by block: short-time spectra under
 * square-root Hann windows of about 46 ms, added up again. Only the difference is filtered, so that
 * what is not changed stays the same to the bit.
 */
final class GainFilter {
  private static final double WINDOW_SECONDS = 0.046;
  private static final int PARTS = 16; // of a window, 3 ms each

  /** Power of the change by that of the sound in any part of a window. */
  private static final double LOUDEST = 0.25;

  /** Power of the change by what is just masked, in any critical band of a window: -3 dB. */
  private static final double MOST_AUDIBLE = Math.pow(10, -0.3);

  private final int sampleRate;
  private final RealFft fft;
  private final int hop;
  private final float[] window;
  private final int[] bandOfBin; // -1 outside the grid
  private final int[] criticalBandOfBin;
  private final Masking masking;
  private final float scale; // makes a full-scale sine a power of about one
  private float[] samples; // from sample start on
  private float[] change;
  private float[] audible; // the sound without what is below the grid
  private final HighPass highPass;
  private final Audibility audibility;
  private long start;
  private int held;
  private long window0; // number of the next window; it is centred on window0 * hop
  private final float[] block;
  private final float[] real;
  private final float[] imaginary;
  private final float[] factor;

  GainFilter(int sampleRate) {
    this.sampleRate = sampleRate;
    double size = Math.log(WINDOW_SECONDS * sampleRate) / Math.log(2);
    this.fft = new RealFft(1 << Math.max(2, (int) Math.round(size)));
    this.hop = fft.size() / 2;
    this.window = new float[fft.size()];
    for (int i = 0; i < window.length; i++) {
      window[i] = (float) Math.sin(Math.PI * (i + 0.5) / window.length);
    }
    this.bandOfBin = new int[fft.bins()];
    for (int k = 0; k < bandOfBin.length; k++) {
      double hertz = (double) k * sampleRate / fft.size();
      int band = (int) Math.floor((hertz - Grid.LOWEST_HERTZ) / Grid.BAND_HERTZ);
      bandOfBin[k] = band >= 0 && band < Grid.BANDS ? band : -1;
    }
    this.samples = new float[8 * fft.size()];
    this.change = new float[8 * fft.size()];
    this.criticalBandOfBin = new int[fft.bins()];
    Arrays.setAll(criticalBandOfBin, k -> Masking.band((double) k * sampleRate / fft.size()));
    this.masking = new Masking((double) sampleRate / fft.size(), 0, fft.bins());
    double sum = 0;
    for (float value : window) {
      sum += value;
    }
    this.scale = (float) (4 / (sum * sum));
    this.audible = new float[8 * fft.size()];
    this.audibility = new Audibility(sampleRate);
    this.highPass = new HighPass(Grid.LOWEST_HERTZ, sampleRate);
    this.start = -hop;
    this.held = hop;
    this.block = new float[fft.size()];
    this.real = new float[fft.bins()];
    this.imaginary = new float[fft.bins()];
    this.factor = new float[fft.bins()];
  }

  /** Takes more of the channel. */
  void add(float[] sound) {
    reserve(held + sound.length + fft.size());
    System.arraycopy(sound, 0, samples, held, sound.length);
    highPass.filter(sound, audible, held);
    held += sound.length;
  }

  private void reserve(int needed) {
    if (needed > samples.length) {
      samples = Arrays.copyOf(samples, Math.max(needed, 2 * samples.length));
      change = Arrays.copyOf(change, samples.length);
      audible = Arrays.copyOf(audible, samples.length);
    }
  }

  private long sampleOf(long slot) {
    return Math.round(slot * Grid.SLOT_SECONDS * sampleRate);
  }

  /** Whether all of the sound lies before a slot. */
  boolean ends(long slot) {
    return start + held <= sampleOf(slot);
  }

  /**
   * Changes slots {@code first} and following, and gives what is now done with.
   *
   * @param gains {@code [slot][band]} in dB
   * @param last whether the sound ends with them: then all the rest is given
   */
  float[] apply(float[][] gains, long first, boolean last) {
    long end = sampleOf(first + gains.length);
    for (; window0 * hop < end && window0 * hop - hop < start + held; window0++) {
      int slot = (int) Math.floor(window0 * hop / (Grid.SLOT_SECONDS * sampleRate) - first);
      float[] gain = gains[Math.clamp(slot, 0, gains.length - 1)];
      if (factors(gain)) {
        addChange((int) (window0 * hop - hop - start));
      }
    }
    long ready = last ? start + held : Math.min(start + held, end - hop);
    float[] done = take((int) (ready - start));
    if (last) {
      audibility.finish();
    }
    return done;
  }

  /** Tells how audible what was added so far is. */
  Audibility audibility() {
    return audibility;
  }

  /** Fills in by what bins change; false if none does. */
  private boolean factors(float[] gain) {
    boolean any = false;
    float[] ofBand = new float[gain.length];
    for (int band = 0; band < gain.length; band++) {
      ofBand[band] = gain[band] == 0 ? 0 : (float) Math.pow(10, gain[band] / 20) - 1;
      any |= gain[band] != 0;
    }
    for (int k = 0; k < factor.length; k++) {
      factor[k] = bandOfBin[k] < 0 ? 0 : ofBand[bandOfBin[k]];
    }
    return any;
  }

  private void addChange(int at) {
    int available = Math.min(block.length, held - at);
    for (int i = 0; i < available; i++) {
      block[i] = samples[at + i] * window[i];
    }
    Arrays.fill(block, Math.max(0, available), block.length, 0);
    fft.forward(block, real, imaginary);
    float[] limit = limits();
    for (int k = 0; k < factor.length; k++) {
      float limited = factor[k] * limit[criticalBandOfBin[k]];
      real[k] *= limited;
      imaginary[k] *= limited;
    }
    fft.inverse(real, imaginary, block);
    hush(at, available);
    for (int i = 0; i < block.length; i++) {
      change[at + i] += block[i] * window[i];
    }
  }

  /** Factors, one a critical band, that keep the change under what the spectrum hides. */
  private float[] limits() {
    float[] power = new float[fft.bins()];
    double[] added = new double[Masking.COUNT];
    for (int k = 0; k < power.length; k++) {
      power[k] = scale * (real[k] * real[k] + imaginary[k] * imaginary[k]);
      added[criticalBandOfBin[k]] += factor[k] * factor[k] * power[k];
    }
    double[] thresholds = masking.thresholds(power, masking.powers(power));
    float[] limits = new float[Masking.COUNT];
    for (int band = 0; band < limits.length; band++) {
      double most = MOST_AUDIBLE * thresholds[band];
      limits[band] = added[band] <= most ? 1 : (float) Math.sqrt(most / added[band]);
    }
    return limits;
  }

  /** Keeps the change from being heard before an attack or after an end within the window. */
  private void hush(int at, int available) {
    int step = block.length / PARTS;
    float[] limit = new float[PARTS];
    for (int part = 0; part < PARTS; part++) {
      double host = 0;
      double added = 0;
      for (int i = part * step; i < (part + 1) * step; i++) {
        float value = i < available ? audible[at + i] * window[i] : 0;
        host += value * value;
        added += block[i] * block[i];
      }
      limit[part] = added <= LOUDEST * host ? 1 : (float) Math.sqrt(LOUDEST * host / added);
    }
    for (int i = 0; i < block.length; i++) {
      double place = Math.clamp((i + 0.5) / step - 0.5, 0, PARTS - 1);
      int part = (int) Math.min(PARTS - 2, place);
      block[i] *= (float) (limit[part] + (place - part) * (limit[part + 1] - limit[part]));
    }
  }

  private float[] take(int length) {
    int skipped = (int) Math.max(0, Math.min(length, -start)); // the silence before the sound
    float[] result = Arrays.copyOfRange(samples, skipped, Math.max(skipped, length));
    float[] added = Arrays.copyOfRange(change, skipped, Math.max(skipped, length));
    int rest = samples.length - length;
    System.arraycopy(samples, length, samples, 0, rest);
    System.arraycopy(change, length, change, 0, rest);
    System.arraycopy(audible, length, audible, 0, rest);
    Arrays.fill(change, rest, change.length, 0);
    held -= length;
    start += length;
    audibility.add(result, added);
    for (int t = 0; t < result.length; t++) {
      result[t] += added[t];
    }
    return result;
  }
}
