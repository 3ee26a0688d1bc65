package rumorista;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Sounds made of arithmetic, so that a test knows what is in them. */
public final class SyntheticSound {
  private SyntheticSound() {}

  public static float[] sine(
      double frequency, double amplitude, double seconds, double sampleRate) {
    float[] samples = new float[(int) Math.round(seconds * sampleRate)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * frequency * i / sampleRate));
    }
    return samples;
  }

  /** White and Gaussian, of the given RMS. */
  public static float[] noise(double rms, int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) (rms * random.nextGaussian());
    }
    return samples;
  }

  /** Adds a burst of noise that dies away within a few milliseconds. */
  public static void addClick(float[] samples, int at, double amplitude, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 600 && at + i < samples.length; i++) {
      samples[at + i] += (float) (amplitude * Math.exp(-i / 100.0) * random.nextDouble(-1, 1));
    }
  }

  public static float[] sum(float[] a, float[] b) {
    float[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  public static double rms(float[] samples, int from, int to) {
    double power = 0;
    for (int i = from; i < to; i++) {
      power += samples[i] * samples[i];
    }
    return Math.sqrt(power / (to - from));
  }

  public static double decibels(double amplitude) {
    return 20 * Math.log10(amplitude);
  }

  /** Writes plain 16-bit PCM, one channel. */
  public static void writeWav(Path file, float[] samples, int sampleRate) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples.length);
    bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    bytes.putShort((short) 1).putShort((short) 1).putInt(sampleRate).putInt(2 * sampleRate);
    bytes.putShort((short) 2).putShort((short) 16);
    bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples.length);
    for (float sample : samples) {
      bytes.putShort((short) Math.clamp(Math.round(32767 * sample), -32768, 32767));
    }
    Files.write(file, bytes.array());
  }
}
