package rumorista;

/**
 * Sound as samples: full scale is -1 to 1.
 *
 * @param samples {@code [channel][time]}; every channel equally long; not copied
 * @param sampleRate in hertz
 */
public record Waveform(float[][] samples, int sampleRate) {
  public Waveform {
    if (samples.length == 0) {
      throw new IllegalArgumentException("a waveform has at least one channel");
    }
    for (float[] channel : samples) {
      if (channel.length != samples[0].length) {
        throw new IllegalArgumentException(
            "channels of %d and %d samples; wanted equally long ones"
                .formatted(samples[0].length, channel.length));
      }
    }
    if (sampleRate <= 0) {
      throw new IllegalArgumentException(
          "sample rate %d; wanted a positive one".formatted(sampleRate));
    }
  }

  /** One channel. */
  public static Waveform mono(float[] samples, int sampleRate) {
    return new Waveform(new float[][] {samples}, sampleRate);
  }

  public int channels() {
    return samples.length;
  }

  /** Samples in each channel. */
  public int length() {
    return samples[0].length;
  }

  public double seconds() {
    return (double) length() / sampleRate;
  }
}
