package rumorista.signal;

import java.util.stream.IntStream;

/**
 * The log-mel spectrogram that Rumorista hears by: power in bands that are one FFT bin wide at low
 * frequencies and grow geometrically above (like Slaney's mel scale, but no band is narrower than a
 * bin, so none is empty), in dB, where a full-scale sine reaches 0 dB. Frame {@code t} is centred
 * on sample {@code t * hop}. Immutable.
 */
public final class MelSpectrogram {
  /** Quieter than this is silence, in dB. */
  public static final float FLOOR = -90f;

  private final int sampleRate;
  private final RealFft fft;
  private final int hop;
  private final float[] window;
  private final float powerScale;
  private final MelBands bands;

  /**
   * @param sampleRate in hertz
   * @param size FFT size, a power of two
   * @param hop samples from frame to frame
   * @param bandCount mel bands
   */
  public MelSpectrogram(int sampleRate, int size, int hop, int bandCount) {
    this.sampleRate = sampleRate;
    this.fft = new RealFft(size);
    this.hop = hop;
    this.window = hann(size);
    double sum = 0;
    for (float w : window) {
      sum += w;
    }
    this.powerScale = (float) (4 / (sum * sum));
    this.bands = new MelBands(fft.bins(), bandCount);
    if (sampleRate <= 0 || hop <= 0 || hop > size) {
      throw new IllegalArgumentException(
          "sample rate %d, hop %d, size %d".formatted(sampleRate, hop, size));
    }
  }

  /**
   * The spectrogram of the small model: 32 kHz, FFT 1024, hop 256, 160 bands: 125 frames a second.
   */
  public static MelSpectrogram standard() {
    return new MelSpectrogram(32_000, 1024, 256, 160);
  }

  public MelBands bands() {
    return bands;
  }

  /** In hertz. */
  public int sampleRate() {
    return sampleRate;
  }

  /** Samples in an analysis window. */
  public int size() {
    return fft.size();
  }

  public int hop() {
    return hop;
  }

  /** Frequencies of the transform, from zero to half the sample rate. */
  public int bins() {
    return fft.bins();
  }

  /** By how much a tone in the middle of bin {@code k} turns from frame to frame, in radians. */
  double advance(int k) {
    return 2 * Math.PI * ((double) hop * k % fft.size()) / fft.size();
  }

  RealFft fft() {
    return fft;
  }

  float[] window() {
    return window;
  }

  float powerScale() {
    return powerScale;
  }

  /** Frames of a sound of {@code samples} samples: one a started hop. */
  public int frames(int samples) {
    return (samples + hop - 1) / hop;
  }

  /**
   * Levels in dB, {@code [frames][bands]}, of {@code samples}; what lies outside counts as silence.
   */
  public float[][] of(float[] samples) {
    float[][] result = new float[frames(samples.length)][];
    IntStream.range(0, result.length).parallel().forEach(t -> result[t] = frame(samples, t));
    return result;
  }

  /** The windowed samples of frame {@code t}. */
  float[] block(float[] samples, int t) {
    float[] block = new float[fft.size()];
    int start = t * hop - block.length / 2;
    for (int i = Math.max(0, -start); i < Math.min(block.length, samples.length - start); i++) {
      block[i] = samples[start + i] * window[i];
    }
    return block;
  }

  private float[] frame(float[] samples, int t) {
    float[] block = block(samples, t);
    float[] real = new float[fft.bins()];
    float[] imaginary = new float[fft.bins()];
    fft.forward(block, real, imaginary);
    for (int k = 0; k < real.length; k++) {
      real[k] = powerScale * (real[k] * real[k] + imaginary[k] * imaginary[k]);
    }
    float[] levels = bands.of(real);
    for (int b = 0; b < levels.length; b++) {
      levels[b] = decibels(levels[b]);
    }
    return levels;
  }

  /**
   * Writes the levels in dB of the first bins of a frame into {@code target} from {@code at} on:
   * all bins but the last, half the sample rate.
   *
   * @param magnitude {@code [bins]} of a {@link Spectrum}
   */
  public void decibels(float[] magnitude, float[] target, int at) {
    for (int k = 0; k + 1 < magnitude.length; k++) {
      target[at + k] = decibels(powerScale * magnitude[k] * magnitude[k]);
    }
  }

  /** 10 log10 of a power, not below {@link #FLOOR}. */
  public static float decibels(float power) {
    return power <= 1e-9f ? FLOOR : (float) (10 * Math.log10(power));
  }

  /** The power of a level in dB. */
  public static float power(float decibels) {
    return (float) Math.exp(decibels * (Math.log(10) / 10));
  }

  static float[] hann(int size) {
    float[] window = new float[size];
    for (int i = 0; i < size; i++) {
      window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / size));
    }
    return window;
  }
}
