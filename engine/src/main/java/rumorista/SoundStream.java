package rumorista;

import org.jspecify.annotations.Nullable;

/** Sound of any length, pulled block by block, so that memory does not grow with the film. */
public interface SoundStream extends AutoCloseable {
  /** In hertz. */
  int sampleRate();

  int channels();

  /**
   * The next block, of whatever length suits the source; {@code null} at the end, and at every call
   * after it.
   */
  @Nullable Waveform read();

  /** Frees what the source holds; reading afterwards is an error. */
  @Override
  default void close() {}

  /** The whole of a short sound as a stream of one block. */
  static SoundStream of(Waveform sound) {
    return new SoundStream() {
      private @Nullable Waveform next = sound;

      @Override
      public int sampleRate() {
        return sound.sampleRate();
      }

      @Override
      public int channels() {
        return sound.channels();
      }

      @Override
      public @Nullable Waveform read() {
        Waveform block = next;
        next = null;
        return block;
      }
    };
  }
}
