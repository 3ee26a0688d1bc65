package rumorista;

import java.util.ArrayList;
import java.util.List;
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

  /** What is left, as one block; for short sounds. */
  default Waveform readAll() {
    List<Waveform> blocks = new ArrayList<>();
    int length = 0;
    for (Waveform block = read(); block != null; block = read()) {
      blocks.add(block);
      length = Math.addExact(length, block.length());
    }
    float[][] samples = new float[channels()][length];
    int position = 0;
    for (Waveform block : blocks) {
      for (int i = 0; i < samples.length; i++) {
        System.arraycopy(block.samples()[i], 0, samples[i], position, block.length());
      }
      position += block.length();
    }
    return new Waveform(samples, sampleRate());
  }

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
