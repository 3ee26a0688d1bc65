package rumorista.watermark;

import java.util.Arrays;
import rumorista.Waveform;

/**
 * How audible the mark is at most: the noise-to-mask ratio (Brandenburg 1987; ITU-R BS.1387) of
 * what was added, in the critical bands and frames in which the mark may be. Every channel counts
 * by itself; silent frames do not count. Takes the sound as it comes; memory does not grow.
 */
public final class Audibility {
  private static final double QUIETEST = 1e-7; // power of a frame that is not silence: -70 dB
  private static final double SHARE = 0.95; // of all bands and frames do not exceed the ratio told
  private static final double LEAST = -100; // dB, and everything below
  private static final double MOST = 50;
  private static final double STEP = 0.01;

  private final int sampleRate;
  private final FrameSpectra[] hosts;
  private final FrameSpectra[] noises;
  private final Masking masking;
  private final long[] histogram = new long[(int) Math.round((MOST - LEAST) / STEP)];
  private long count;

  Audibility(int sampleRate, int channels) {
    this.sampleRate = sampleRate;
    this.hosts = new FrameSpectra[channels];
    this.noises = new FrameSpectra[channels];
    Arrays.setAll(hosts, i -> new FrameSpectra(sampleRate, 1, 0, 16000));
    Arrays.setAll(noises, i -> new FrameSpectra(sampleRate, 1, 0, 16000));
    this.masking = new Masking(hosts[0].binHertz(), hosts[0].firstBin(), hosts[0].bins());
  }

  /**
   * The noise-to-mask ratio that 95 % of all bands and frames do not exceed, in dB: below 0 the
   * mark is masked.
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
    float[][] change = new float[original.channels()][original.length()];
    for (int channel = 0; channel < change.length; channel++) {
      for (int i = 0; i < change[channel].length; i++) {
        change[channel][i] = marked.samples()[channel][i] - original.samples()[channel][i];
      }
    }
    Audibility audibility = new Audibility(original.sampleRate(), original.channels());
    audibility.add(original.samples(), change);
    audibility.finish();
    return audibility.noiseToMask();
  }

  /** Takes more: {@code [channel][sample]} of the sound and of what was added to it. */
  void add(float[][] sound, float[][] change) {
    for (int channel = 0; channel < hosts.length; channel++) {
      hosts[channel].add(Waveform.mono(sound[channel], sampleRate));
      noises[channel].add(Waveform.mono(change[channel], sampleRate));
      count(hosts[channel], noises[channel]);
    }
  }

  /** Says that the sound has ended. */
  void finish() {
    for (int channel = 0; channel < hosts.length; channel++) {
      hosts[channel].finish();
      noises[channel].finish();
      count(hosts[channel], noises[channel]);
    }
  }

  private void count(FrameSpectra host, FrameSpectra noise) {
    for (float[] frame = host.next(), change = noise.next();
        frame != null && change != null;
        frame = host.next(), change = noise.next()) {
      double[] powers = masking.powers(frame);
      if (Arrays.stream(powers).sum() < QUIETEST) {
        continue;
      }
      double[] thresholds = masking.thresholds(frame, powers);
      double[] added = masking.powers(change);
      for (int band = Masking.band(Grid.LOWEST_HERTZ);
          band <= Masking.band(Grid.HIGHEST_HERTZ) && Masking.lowerEdge(band) < sampleRate / 2.0;
          band++) {
        double ratio = 10 * Math.log10(added[band] / thresholds[band]);
        int place = (int) Math.clamp((ratio - LEAST) / STEP, 0, histogram.length - 1);
        histogram[place]++;
        count++;
      }
    }
  }

  /** Of all that has come so far, as {@link #noiseToMask(Waveform, Waveform)} tells it. */
  double noiseToMask() {
    long wanted = (long) Math.ceil(SHARE * count);
    long sum = histogram[0];
    int place = 0;
    while (sum < wanted) {
      sum += histogram[++place];
    }
    return place == 0 ? Double.NEGATIVE_INFINITY : LEAST + (place + 1) * STEP;
  }
}
