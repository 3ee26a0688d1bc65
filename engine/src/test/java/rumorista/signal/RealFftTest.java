package rumorista.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.SyntheticSound;

class RealFftTest {
  static Stream<Arguments> sizes() {
    return IntStream.rangeClosed(2, 11).mapToObj(bits -> Arguments.of(1 << bits, 100L + bits));
  }

  @ParameterizedTest(name = "size {0}, seed {1}")
  @MethodSource("sizes")
  void agreesWithTheDefinition(int size, long seed) {
    float[] signal = SyntheticSound.noise(1, size, seed);
    RealFft fft = new RealFft(size);
    float[] real = new float[fft.bins()];
    float[] imaginary = new float[fft.bins()];
    fft.forward(signal, real, imaginary);
    double tolerance = 2e-6 * Math.sqrt(size) * Math.log(size);
    for (int k = 0; k < fft.bins(); k++) {
      double wantedReal = 0;
      double wantedImaginary = 0;
      for (int i = 0; i < size; i++) {
        double angle = 2 * Math.PI * ((long) k * i % size) / size;
        wantedReal += signal[i] * Math.cos(angle);
        wantedImaginary -= signal[i] * Math.sin(angle);
      }
      assertEquals(wantedReal, real[k], tolerance, "real part of bin " + k);
      assertEquals(wantedImaginary, imaginary[k], tolerance, "imaginary part of bin " + k);
    }
  }

  @ParameterizedTest(name = "size {0}, seed {1}")
  @MethodSource("sizes")
  void theInverseUndoesIt(int size, long seed) {
    float[] signal = SyntheticSound.noise(1, size, seed);
    RealFft fft = new RealFft(size);
    float[] real = new float[fft.bins()];
    float[] imaginary = new float[fft.bins()];
    float[] result = new float[size];
    fft.forward(signal, real, imaginary);
    fft.inverse(real, imaginary, result);
    assertArrayEquals(signal, result, 5e-6f);
  }

  @Test
  void manyThreadsMayShareOne() {
    RealFft fft = new RealFft(256);
    float[][] results = new float[64][];
    IntStream.range(0, results.length)
        .parallel()
        .forEach(i -> {
          results[i] = new float[fft.bins()];
          fft.forward(SyntheticSound.noise(1, 256, i), results[i], new float[fft.bins()]);
        });
    for (int i = 0; i < results.length; i++) {
      float[] alone = new float[fft.bins()];
      fft.forward(SyntheticSound.noise(1, 256, i), alone, new float[fft.bins()]);
      assertArrayEquals(alone, results[i], "seed " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-4, 0, 1, 2, 3, 6, 1000})
  void refusesOtherSizes(int size) {
    assertThrows(IllegalArgumentException.class, () -> new RealFft(size));
  }
}
