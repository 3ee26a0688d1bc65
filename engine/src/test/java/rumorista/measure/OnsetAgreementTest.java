package rumorista.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnsetAgreementTest {
  @Test
  void theSameInstantsAgree() {
    double[] instants = {0.5, 1.2, 3};
    assertEquals(1, OnsetAgreement.of(instants, instants).f1());
  }

  @Test
  void nothingAgreesWithNothing() {
    assertEquals(1, OnsetAgreement.of(new double[0], new double[0]).f1());
    assertEquals(0, OnsetAgreement.of(new double[] {1}, new double[0]).f1());
    assertEquals(0, OnsetAgreement.of(new double[0], new double[] {1}).f1());
  }

  @Test
  void anInstantIsMatchedOnce() {
    OnsetAgreement agreement =
        OnsetAgreement.of(new double[] {1}, new double[] {0.95, 1, 1.05, 1.09});
    assertEquals(0.25, agreement.precision());
    assertEquals(1, agreement.recall());
    assertEquals(0.4, agreement.f1(), 1e-12);
  }

  @Test
  void matchingIsTheBestRatherThanTheNearest() {
    // The nearest pair, 1.08 and 1.10, would leave the other two unmatched.
    assertEquals(1, OnsetAgreement.of(new double[] {1.00, 1.10}, new double[] {1.08, 1.19}).f1());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void asManyAreMatchedAsCanBe(long seed) {
    Random random = new Random(seed);
    double[] given = random.doubles(7, 0, 1).toArray();
    double[] found = random.doubles(6, 0, 1).toArray();
    double best = most(given, found, 0, 0);
    assertEquals(best / 6, OnsetAgreement.of(given, found).precision(), 1e-12);
    assertEquals(best / 7, OnsetAgreement.of(given, found).recall(), 1e-12);
  }

  /** The largest matching by trying all of them. */
  private static int most(double[] given, double[] found, int i, int used) {
    if (i == given.length) {
      return 0;
    }
    int most = most(given, found, i + 1, used);
    for (int j = 0; j < found.length; j++) {
      boolean free = (used & (1 << j)) == 0;
      if (free && Math.abs(given[i] - found[j]) <= OnsetAgreement.TOLERANCE) {
        most = Math.max(most, 1 + most(given, found, i + 1, used | (1 << j)));
      }
    }
    return most;
  }
}
