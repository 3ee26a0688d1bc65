package rumorista.mix;

import org.jspecify.annotations.Nullable;
import rumorista.SoundStream;
import rumorista.Waveform;

/** A sound kept below a ceiling, as long as it was. */
public final class Limited implements SoundStream {
  private final SoundStream source;
  private final Limiter limiter;
  private boolean finished;

  /** Takes the source over. */
  public Limited(SoundStream source) {
    this.source = source;
    this.limiter = new Limiter(source.channels(), source.sampleRate());
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
    if (finished) {
      return null;
    }
    Waveform block = source.read();
    finished = block == null;
    return new Waveform(
        block == null ? limiter.finish() : limiter.process(block.samples()), sampleRate());
  }

  @Override
  public void close() {
    source.close();
  }
}
