package rumorista.evaluate;

import java.nio.file.Path;
import java.util.Arrays;
import rumorista.Waveform;
import rumorista.measure.Listening;
import rumorista.media.AudioReader;

/** The beginnings of sound files. */
final class Clip {
  private Clip() {}

  /** The sound of a file, mono, at the rate that is listened at, cut after {@code seconds}. */
  static Waveform of(Path file, double seconds) {
    Waveform whole = AudioReader.readAll(file, Listening.SAMPLE_RATE, 1);
    int length = (int) Math.min(whole.length(), seconds * whole.sampleRate());
    return Waveform.mono(Arrays.copyOf(whole.samples()[0], length), whole.sampleRate());
  }
}
