package rumorista.evaluate.watermark;

import java.util.Arrays;
import java.util.SplittableRandom;
import rumorista.Waveform;

/** What happens to sound between studio and listener, apart from codecs. */
final class Distortion {
  private Distortion() {}

  /** One channel to another; called once a channel, in order. */
  private interface Filter {
    float[] apply(float[] channel);
  }

  private static Waveform each(Waveform sound, Filter filter) {
    return new Waveform(
        Arrays.stream(sound.samples()).map(filter::apply).toArray(float[][]::new),
        sound.sampleRate());
  }

  static Waveform gain(Waveform sound, double decibels) {
    float factor = (float) Math.pow(10, decibels / 20);
    return each(
        sound,
        channel -> {
          float[] result = channel.clone();
          for (int i = 0; i < result.length; i++) {
            result[i] *= factor;
          }
          return result;
        });
  }

  static Waveform crop(Waveform sound, double from, double seconds) {
    int start = (int) Math.round(from * sound.sampleRate());
    int end = (int) Math.min(sound.length(), start + Math.round(seconds * sound.sampleRate()));
    return each(sound, channel -> Arrays.copyOfRange(channel, Math.min(start, end), end));
  }

  /** Plays faster: less time, higher pitch. */
  static Waveform speed(Waveform sound, double factor) {
    return new Waveform(sound.samples(), (int) Math.round(sound.sampleRate() * factor));
  }

  /** Adds white Gaussian noise so many dB under the mean power. */
  static Waveform noise(Waveform sound, double decibels) {
    double power = 0;
    for (float[] channel : sound.samples()) {
      for (float value : channel) {
        power += value * value;
      }
    }
    power /= (double) sound.channels() * Math.max(1, sound.length());
    double rms = Math.sqrt(power) * Math.pow(10, -decibels / 20);
    SplittableRandom random = new SplittableRandom(1);
    return each(
        sound,
        channel -> {
          float[] result = channel.clone();
          for (int i = 0; i < result.length; i++) {
            result[i] += (float) (rms * random.nextGaussian());
          }
          return result;
        });
  }

  static Waveform echo(Waveform sound, double seconds, double gain) {
    int delay = (int) Math.round(seconds * sound.sampleRate());
    return each(
        sound,
        channel -> {
          float[] result = channel.clone();
          for (int i = delay; i < result.length; i++) {
            result[i] += (float) (gain * channel[i - delay]);
          }
          return result;
        });
  }

  /** Rounds to so many bits, without dither. */
  static Waveform quantise(Waveform sound, int bits) {
    float steps = 1 << (bits - 1);
    return each(
        sound,
        channel -> {
          float[] result = new float[channel.length];
          for (int i = 0; i < result.length; i++) {
            result[i] = Math.round(channel[i] * steps) / steps;
          }
          return result;
        });
  }

  /** Fourth-order low pass, twice over: 48 dB an octave. */
  static Waveform lowPass(Waveform sound, double hertz) {
    return each(
        sound, channel -> biquads(biquads(channel, hertz, sound, false), hertz, sound, false));
  }

  /** Fourth-order high pass: 24 dB an octave. */
  static Waveform highPass(Waveform sound, double hertz) {
    return each(sound, channel -> biquads(channel, hertz, sound, true));
  }

  /** A Butterworth filter of two biquads (Bristow-Johnson, Audio EQ Cookbook). */
  private static float[] biquads(float[] channel, double hertz, Waveform sound, boolean high) {
    double omega = 2 * Math.PI * hertz / sound.sampleRate();
    double cosine = Math.cos(omega);
    float[] result = channel.clone();
    for (double quality : new double[] {0.54119610, 1.30656296}) {
      double alpha = Math.sin(omega) / (2 * quality);
      double scale = 1 + alpha;
      double b0 = (high ? 1 + cosine : 1 - cosine) / 2 / scale;
      double b1 = high ? -2 * b0 : 2 * b0;
      double a1 = -2 * cosine / scale;
      double a2 = (1 - alpha) / scale;
      double s1 = 0;
      double s2 = 0;
      for (int i = 0; i < result.length; i++) {
        double x = result[i];
        double y = b0 * x + s1;
        s1 = b1 * x - a1 * y + s2;
        s2 = b0 * x - a2 * y;
        result[i] = (float) y;
      }
    }
    return result;
  }

  /** Four to one over -20 dB, attack 5 ms, release 100 ms, 6 dB up again. */
  static Waveform compress(Waveform sound) {
    double attack = Math.exp(-1 / (0.005 * sound.sampleRate()));
    double release = Math.exp(-1 / (0.1 * sound.sampleRate()));
    return each(
        sound,
        channel -> {
          float[] result = channel.clone();
          double envelope = 0;
          for (int i = 0; i < result.length; i++) {
            double level = Math.abs(result[i]);
            double keep = level > envelope ? attack : release;
            envelope = keep * envelope + (1 - keep) * level;
            double over = Math.max(0, 20 * Math.log10(envelope + 1e-9) + 20);
            result[i] *= (float) Math.pow(10, (6 - over * 0.75) / 20);
          }
          return result;
        });
  }

  /** Rides the gain so that the loudness of 0.4 s comes near -20 dB, at most 15 dB up or down. */
  static Waveform normaliseLoudness(Waveform sound) {
    int window = (int) (0.4 * sound.sampleRate());
    double keep = Math.exp(-1 / (1.0 * sound.sampleRate()));
    double power = 0;
    for (float value : sound.samples()[0]) {
      power += value * value / Math.max(1, sound.length());
    }
    double start = power;
    return each(
        sound,
        channel -> {
          float[] result = channel.clone();
          double recent = start * window;
          double gain = Math.clamp(-20 - 10 * Math.log10(start + 1e-9), -15, 15);
          for (int i = 0; i < result.length; i++) {
            recent += channel[i] * channel[i] - recent / window;
            double wanted = Math.clamp(-20 - 10 * Math.log10(recent / window + 1e-9), -15, 15);
            gain = keep * gain + (1 - keep) * wanted;
            result[i] *= (float) Math.pow(10, gain / 20);
          }
          return result;
        });
  }

  static Waveform mono(Waveform sound) {
    float[] mean = new float[sound.length()];
    for (float[] channel : sound.samples()) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += channel[i] / sound.channels();
      }
    }
    return Waveform.mono(mean, sound.sampleRate());
  }
}
