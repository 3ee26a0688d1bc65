package rumorista.measure;

import java.util.stream.IntStream;
import rumorista.RumoristaException;
import rumorista.Timeline;
import rumorista.Waveform;
import rumorista.signal.Events;
import rumorista.signal.MelSpectrogram;

/** What a sound does and when, read off the sound itself. */
public final class Listening {
  /** The sample rate that is listened at, in hertz. */
  public static final int SAMPLE_RATE = 32_000;

  private static final MelSpectrogram MEL = MelSpectrogram.standard();
  private static final int FRAMES_PER_INSTANT = 4;
  private static final double FRAMES_PER_SECOND = 125;

  private Listening() {}

  /** The standard mel levels {@code [frames][160]} in dB of a mono sound at 32 kHz. */
  public static float[][] levels(Waveform sound) {
    if (sound.sampleRate() != SAMPLE_RATE || sound.channels() != 1) {
      throw RumoristaException.invalidInput(
          "%d channels at %d Hz; wanted one at %d Hz",
          sound.channels(), sound.sampleRate(), SAMPLE_RATE);
    }
    return MEL.of(sound.samples()[0]);
  }

  /** Loudness and onsets of a mono sound at 32 kHz, 31.25 instants a second. */
  public static Timeline timeline(Waveform sound) {
    return timeline(levels(sound));
  }

  /** The same of standard mel levels. */
  public static Timeline timeline(float[][] levels) {
    return Events.timeline(MEL.bands(), levels, FRAMES_PER_INSTANT, FRAMES_PER_SECOND);
  }

  /** The instants of a timeline's audible attacks, in seconds. */
  public static double[] onsets(Timeline timeline) {
    return IntStream.range(0, timeline.length())
        .filter(i -> timeline.onset()[i] > Events.AUDIBLE)
        .mapToDouble(i -> (i + 0.5) / timeline.rate())
        .toArray();
  }
}
