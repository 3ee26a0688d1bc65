package rumorista.mix;

import org.jspecify.annotations.Nullable;
import rumorista.SoundStream;
import rumorista.Waveform;

/**
 * A stem rounded to 24 bits, so that stems add up exactly: sums of such samples below 2 in size are
 * exact in 32-bit floating point.
 */
public final class Quantised implements SoundStream {
  private static final float STEPS = 1 << 23;

  private final SoundStream source;

  /** Takes the source over. */
  public Quantised(SoundStream source) {
    this.source = source;
  }

  @Override
  public int sampleRate() {
    return source.sampleRate();
  }

  @Override
  public int channels() {
    return source.channels();
  }

  @Override
  public @Nullable Waveform read() {
    Waveform block = source.read();
    if (block == null) {
      return null;
    }
    float[][] rounded = new float[block.channels()][block.length()];
    for (int channel = 0; channel < rounded.length; channel++) {
      for (int i = 0; i < rounded[channel].length; i++) {
        float value = block.samples()[channel][i];
        rounded[channel][i] = Math.round(value * (double) STEPS) / STEPS;
      }
    }
    return new Waveform(rounded, block.sampleRate());
  }

  @Override
  public void close() {
    source.close();
  }
}
