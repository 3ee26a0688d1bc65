package rumorista.media;

import rumorista.SoundStream;
import rumorista.Waveform;

/** Sound in another format: sample rate and number of channels. */
public final class Converted {
  private Converted() {}

  /** A mono or stereo sound as stereo at 48 kHz; takes it over. */
  public static SoundStream stereo48kHz(SoundStream sound) {
    SoundStream resampled = new ResampledSound(sound, SoundCodec.SAMPLE_RATE);
    return sound.channels() == 1 ? new StereoSound(resampled) : resampled;
  }

  /** A sound as mono, the mean of its channels, at another sample rate. */
  public static Waveform mono(Waveform sound, int sampleRate) {
    float[] mean = new float[sound.length()];
    for (float[] channel : sound.samples()) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += channel[i] / sound.channels();
      }
    }
    SoundStream mono = SoundStream.of(Waveform.mono(mean, sound.sampleRate()));
    try (SoundStream resampled = new ResampledSound(mono, sampleRate)) {
      return resampled.readAll();
    }
  }
}
