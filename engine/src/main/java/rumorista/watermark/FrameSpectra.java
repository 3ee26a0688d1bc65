package rumorista.watermark;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import rumorista.Waveform;
import rumorista.signal.RealFft;

/**
 * Short-time power spectra of a sound that arrives block by block: a Hann window of 64 ms every 16
 * ms, powers summed over channels. Frame {@code i} is centred on {@code (i + 1/2) * 16 ms}. Only
 * the latest samples are kept.
 */
final class FrameSpectra {
  private final int sampleRate;
  private final double frameSeconds;
  private final RealFft fft;
  private final float[] window;
  private final float scale; // makes a full-scale sine a power of about one
  private final int firstBin;
  private final int lastBin;
  private float[][] buffer; // [channel][sample]
  private long bufferStart; // sample of the sound at buffer[..][0]
  private int buffered;
  private long frame;
  private boolean finished;
  private long length;
  private final float[] real;
  private final float[] imaginary;
  private final float[] block;

  /**
   * @param lowest frequency that is wanted, in hertz
   * @param highest frequency that is wanted
   */
  FrameSpectra(int sampleRate, int channels, double lowest, double highest) {
    this(sampleRate, channels, lowest, highest, Grid.FRAME_SECONDS);
  }

  /** As the other, with a frame every {@code frameSeconds}. */
  FrameSpectra(int sampleRate, int channels, double lowest, double highest, double frameSeconds) {
    this.sampleRate = sampleRate;
    this.frameSeconds = frameSeconds;
    int size = (int) Math.round(Grid.WINDOW_SECONDS * sampleRate);
    this.fft = new RealFft(Math.max(4, Integer.highestOneBit(2 * size - 1)));
    this.window = hann(size);
    double sum = 0;
    for (float value : window) {
      sum += value;
    }
    this.scale = (float) (4 / (sum * sum));
    this.firstBin = Math.min(fft.bins() - 1, (int) Math.floor(lowest / binHertz()));
    this.lastBin = Math.min(fft.bins() - 1, (int) Math.ceil(highest / binHertz()));
    this.buffer = new float[channels][4 * size];
    this.bufferStart = -size;
    this.buffered = size;
    this.real = new float[fft.bins()];
    this.imaginary = new float[fft.bins()];
    this.block = new float[fft.size()];
  }

  private static float[] hann(int size) {
    float[] window = new float[size];
    for (int i = 0; i < size; i++) {
      window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / size));
    }
    return window;
  }

  double binHertz() {
    return (double) sampleRate / fft.size();
  }

  /** The bin that stands first in a frame. */
  int firstBin() {
    return firstBin;
  }

  int bins() {
    return lastBin - firstBin + 1;
  }

  /** Takes more of the sound. */
  void add(Waveform sound) {
    int needed = buffered + sound.length();
    if (needed > buffer[0].length) {
      for (int i = 0; i < buffer.length; i++) {
        buffer[i] = Arrays.copyOf(buffer[i], Math.max(needed, 2 * buffer[i].length));
      }
    }
    for (int i = 0; i < buffer.length; i++) {
      System.arraycopy(sound.samples()[i], 0, buffer[i], buffered, sound.length());
    }
    buffered = needed;
    length += sound.length();
  }

  /** Says that the sound has ended. */
  void finish() {
    finished = true;
  }

  /** The next frame's powers {@code [bins]}, or null while more of the sound is wanted. */
  float @Nullable [] next() {
    long centre = Math.round((frame + 0.5) * frameSeconds * sampleRate);
    long start = centre - window.length / 2;
    boolean complete = start + window.length <= bufferStart + buffered;
    if (!complete && (!finished || centre >= length)) {
      drop(start);
      return null;
    }
    int from = (int) (start - bufferStart);
    float[] power = new float[bins()];
    for (float[] channel : buffer) {
      addPower(channel, from, power);
    }
    frame++;
    return power;
  }

  private void addPower(float[] channel, int from, float[] power) {
    int available = Math.min(window.length, buffered - from);
    for (int i = 0; i < available; i++) {
      block[i] = channel[from + i] * window[i];
    }
    Arrays.fill(block, available, block.length, 0);
    fft.forward(block, real, imaginary);
    for (int k = firstBin; k <= lastBin; k++) {
      power[k - firstBin] += scale * (real[k] * real[k] + imaginary[k] * imaginary[k]);
    }
  }

  private void drop(long before) {
    int unused = (int) Math.min(buffered, before - bufferStart);
    if (unused > 0) {
      for (float[] channel : buffer) {
        System.arraycopy(channel, unused, channel, 0, buffered - unused);
      }
      buffered -= unused;
      bufferStart += unused;
    }
  }
}
