package rumorista;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A sound in blocks of given lengths, over and over. */
public final class SoundInParts implements SoundStream {
  private final Waveform sound;
  private final int[] lengths;
  private int next;
  private int position;

  public SoundInParts(Waveform sound, int... lengths) {
    this.sound = sound;
    this.lengths = lengths;
  }

  /** How many samples have been read. */
  public int position() {
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
    int length = Math.min(lengths[next++ % lengths.length], sound.length() - position);
    float[][] samples = new float[channels()][];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Arrays.copyOfRange(sound.samples()[i], position, position + length);
    }
    position += length;
    return new Waveform(samples, sampleRate());
  }
}
