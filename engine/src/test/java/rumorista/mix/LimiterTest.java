package rumorista.mix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimiterTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 10, 239, 240, 241, 1000, 20_000})
  void givesBackQuietSoundAsItIs(int length) {
    float[][] sound = noise(length, 0.5f);

    float[][] limited = limit(sound, 97);

    assertEquals(length, limited[0].length);
    for (int i = 0; i < 2; i++) {
      assertArrayEquals(sound[i], limited[i], 1e-6f);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 100, 4096})
  void neverPassesTheCeiling(int blockLength) {
    float[][] sound = noise(10_000, 3f);

    float[][] limited = limit(sound, blockLength);

    float peak = 0;
    for (float[] channel : limited) {
      for (float sample : channel) {
        peak = Math.max(peak, Math.abs(sample));
      }
    }
    assertTrue(peak <= Limiter.CEILING + 1e-6, "peak " + peak);
    assertTrue(peak > 0.5, "peak " + peak);
  }

  private static float[][] noise(int length, float amplitude) {
    SplittableRandom random = new SplittableRandom(7);
    float[][] sound = new float[2][length];
    for (float[] channel : sound) {
      for (int t = 0; t < length; t++) {
        channel[t] = (float) (amplitude * (2 * random.nextDouble() - 1));
      }
    }
    return sound;
  }

  private static float[][] limit(float[][] sound, int blockLength) {
    Limiter limiter = new Limiter(2, 48_000);
    float[][] result = new float[2][0];
    for (int t = 0; t < sound[0].length; t += blockLength) {
      int end = Math.min(sound[0].length, t + blockLength);
      append(
          result,
          limiter.process(
              new float[][] {
                Arrays.copyOfRange(sound[0], t, end), Arrays.copyOfRange(sound[1], t, end)
              }));
    }
    append(result, limiter.finish());
    return result;
  }

  private static void append(float[][] result, float[][] block) {
    for (int i = 0; i < result.length; i++) {
      int length = result[i].length;
      result[i] = Arrays.copyOf(result[i], length + block[i].length);
      System.arraycopy(block[i], 0, result[i], length, block[i].length);
    }
  }
}
