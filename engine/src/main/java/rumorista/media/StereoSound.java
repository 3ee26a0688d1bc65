package rumorista.media;

import org.jspecify.annotations.Nullable;
import rumorista.SoundStream;
import rumorista.Waveform;

/** One channel as two equal ones. */
final class StereoSound implements SoundStream {
  private final SoundStream mono;

  /** Takes the sound over. */
  StereoSound(SoundStream mono) {
    this.mono = mono;
  }

  @Override
  public int sampleRate() {
    return mono.sampleRate();
  }

  @Override
  public int channels() {
    return 2;
  }

  @Override
  public @Nullable Waveform read() {
    Waveform block = mono.read();
    return block == null
        ? null
        : new Waveform(new float[][] {block.samples()[0], block.samples()[0]}, block.sampleRate());
  }

  @Override
  public void close() {
    mono.close();
  }
}
