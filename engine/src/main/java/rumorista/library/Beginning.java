package rumorista.library;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import rumorista.SoundStream;
import rumorista.Waveform;

/** The first seconds of a sound. */
final class Beginning implements SoundStream {
  private final SoundStream whole;
  private long left; // samples

  /** Does not take the sound over. */
  Beginning(SoundStream whole, double seconds) {
    this.whole = whole;
    this.left = Math.round(seconds * whole.sampleRate());
  }

  @Override
  public int sampleRate() {
    return whole.sampleRate();
  }

  @Override
  public int channels() {
    return whole.channels();
  }

  @Override
  public @Nullable Waveform read() {
    Waveform block = left > 0 ? whole.read() : null;
    if (block == null || block.length() <= left) {
      left -= block == null ? 0 : block.length();
      return block;
    }
    float[][] samples = new float[block.channels()][];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Arrays.copyOf(block.samples()[i], (int) left);
    }
    left = 0;
    return new Waveform(samples, block.sampleRate());
  }
}
