package rumorista.watermark;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import rumorista.SoundStream;
import rumorista.Waveform;

/** A sound in blocks of one size. */
final class Blocks implements SoundStream {
  private final Waveform sound;
  private final int size;
  private int position;

  Blocks(Waveform sound, int size) {
    this.sound = sound;
    this.size = size;
  }

  int position() {
    return position;
  }

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
    if (position == sound.length()) {
      return null;
    }
    int start = position;
    position = Math.min(sound.length(), position + size);
    return new Waveform(
        Arrays.stream(sound.samples())
            .map(channel -> Arrays.copyOfRange(channel, start, position))
            .toArray(float[][]::new),
        sound.sampleRate());
  }
}
