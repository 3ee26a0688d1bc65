package rumorista.watermark;

import java.util.Arrays;
import java.util.List;
import rumorista.Waveform;

/**
 * How audible the mark is at most: the noise-to-mask ratio (Brandenburg 1987; ITU-R BS.1387) of
 * what was added, in the critical bands and frames in which the mark may be. Every channel counts
 * by itself; silent frames do not count. Takes a channel as it comes; memory does not grow.
 */
public final class Audibility {
  private static final double QUIETEST = 1e-7; // power of a frame that is not silence: -70 dB
  private static final double SHARE = 0.95; // of all bands and frames do not exceed the ratio told
  private static final double LEAST = -100; // dB, and everything below
  private static final double MOST = 50;
  private static final double STEP = 0.01;
  private static final double FRAME_SECONDS = Grid.WINDOW_SECONDS / 2;

  private final int sampleRate;
  private final FrameSpectra host;
  private final FrameSpectra noise;
  private final Masking masking;
  private final long[] histogram = new long[(int) Math.round((MOST - LEAST) / STEP)];
  private long count;

  /** Of one channel. */
  Audibility(int sampleRate) {
    this.sampleRate = sampleRate;
    this.host = new FrameSpectra(sampleRate, 1, 0, 16000, FRAME_SECONDS);
    this.noise = new FrameSpectra(sampleRate, 1, 0, 16000, FRAME_SECONDS);
    this.masking = new Masking(host.binHertz(), host.firstBin(), host.bins());
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
    Audibility[] channels = new Audibility[original.channels()];
    for (int channel = 0; channel < channels.length; channel++) {
      float[] change = marked.samples()[channel].clone();
      for (int i = 0; i < change.length; i++) {
        change[i] -= original.samples()[channel][i];
      }
      channels[channel] = new Audibility(original.sampleRate());
      channels[channel].add(original.samples()[channel], change);
      channels[channel].finish();
    }
    return noiseToMask(List.of(channels));
  }

  /** Takes more: samples of the sound and of what was added to it. */
  void add(float[] sound, float[] change) {
    host.add(Waveform.mono(sound, sampleRate));
    noise.add(Waveform.mono(change, sampleRate));
    count();
  }

  /** Says that the sound has ended. */
  void finish() {
    host.finish();
    noise.finish();
    count();
  }

  private void count() {
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

  /** Of all channels and all that has come so far, as the ratio of whole sounds is told. */
  static double noiseToMask(List<Audibility> channels) {
    long count = channels.stream().mapToLong(channel -> channel.count).sum();
    long wanted = (long) Math.ceil(SHARE * count);
    int place = 0;
    long sum = at(channels, place);
    while (sum < wanted) {
      sum += at(channels, ++place);
    }
    return place == 0 ? Double.NEGATIVE_INFINITY : LEAST + (place + 1) * STEP;
  }

  private static long at(List<Audibility> channels, int place) {
    return channels.stream().mapToLong(channel -> channel.histogram[place]).sum();
  }
}
