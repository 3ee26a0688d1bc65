package rumorista.watermark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.watermark.ConvolutionalCode.Candidate;

class ConvolutionalCodeTest {
  /** The code as polynomials over GF(2): message times generator, highest power first. */
  private static byte[] naive(int message) {
    int[] generators = {0557, 0663, 0711};
    byte[] word = new byte[ConvolutionalCode.BITS];
    for (int g = 0; g < 3; g++) {
      int[] product = new int[40];
      for (int i = 0; i < 32; i++) {
        for (int j = 0; j < 9; j++) {
          product[i + j] ^= (message >>> (31 - i) & 1) & (generators[g] >> (8 - j) & 1);
        }
      }
      for (int step = 0; step < 40; step++) {
        word[3 * step + g] = (byte) (product[step] == 0 ? 1 : -1);
      }
    }
    return word;
  }

  private static float[] received(int message, double noise, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] word = ConvolutionalCode.encode(message);
    float[] received = new float[word.length];
    for (int i = 0; i < word.length; i++) {
      received[i] = (float) (word[i] + noise * random.nextGaussian());
    }
    return received;
  }

  private static double correlation(int message, float[] received) {
    byte[] word = ConvolutionalCode.encode(message);
    double sum = 0;
    for (int i = 0; i < word.length; i++) {
      sum += word[i] * received[i];
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, -1, 0x80000000, 0x12345678, 0xdeadbeef})
  void codeWordsAreProductsOfPolynomials(int message) {
    assertArrayEquals(naive(message), ConvolutionalCode.encode(message));
  }

  @Test
  void codeWordsDifferInAtLeast18Places() {
    byte[] zero = ConvolutionalCode.encode(0);
    int least = Integer.MAX_VALUE;
    for (int message = 1; message < 1 << 16; message++) {
      byte[] word = ConvolutionalCode.encode(message);
      int distance = 0;
      for (int i = 0; i < word.length; i++) {
        distance += word[i] == zero[i] ? 0 : 1;
      }
      least = Math.min(least, distance);
    }
    assertEquals(18, least); // the free distance of this code
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noiseAsStrongAsTheSignalIsCorrected(long seed) {
    int message = new SplittableRandom(seed).nextInt();
    float[] received = received(message, 1, seed);
    assertEquals(message, ConvolutionalCode.decode(received).message());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theListIsInOrderAndBeginsWithTheBest(long seed) {
    float[] received = received(new SplittableRandom(seed).nextInt(), 3, seed);
    List<Candidate> list = ConvolutionalCode.decode(received, 32);
    assertEquals(32, list.stream().map(Candidate::message).distinct().count());
    assertEquals(ConvolutionalCode.decode(received).message(), list.getFirst().message());
    for (int i = 0; i < list.size(); i++) {
      Candidate candidate = list.get(i);
      assertEquals(correlation(candidate.message(), received), candidate.metric(), 1e-3);
      assertTrue(i == 0 || candidate.metric() <= list.get(i - 1).metric());
    }
  }

  /** No message outside the list is better than its last one: all within three bits are tried. */
  @ParameterizedTest
  @ValueSource(longs = {6, 7, 8})
  void nothingBetterIsMissed(long seed) {
    float[] received = received(new SplittableRandom(seed).nextInt(), 3, seed);
    List<Candidate> list = ConvolutionalCode.decode(received, 16);
    int best = list.getFirst().message();
    List<Integer> listed = list.stream().map(Candidate::message).toList();
    double last = list.getLast().metric();
    for (int a = 0; a < 32; a++) {
      for (int b = a; b < 32; b++) {
        for (int c = b; c < 32; c++) {
          int other = best ^ (1 << a) ^ (1 << b) ^ (1 << c);
          if (!listed.contains(other)) {
            assertTrue(correlation(other, received) <= last + 1e-3);
          }
        }
      }
    }
  }
}
