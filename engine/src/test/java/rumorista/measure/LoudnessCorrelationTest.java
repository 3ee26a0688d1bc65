package rumorista.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.Timeline;

class LoudnessCorrelationTest {
  private static Timeline timeline(double rate, float... loudness) {
    return new Timeline(rate, loudness, new float[loudness.length]);
  }

  private static float[] curve(int length, long seed) {
    Random random = new Random(seed);
    float[] curve = new float[length];
    for (int i = 0; i < length; i++) {
      curve[i] = -30 + 8 * (float) random.nextGaussian();
    }
    return curve;
  }

  @Test
  void theSameCurveCorrelatesWhateverItsLevel() {
    float[] curve = curve(100, 1);
    float[] quieter = curve.clone();
    for (int i = 0; i < curve.length; i++) {
      quieter[i] -= 10;
    }
    assertEquals(1, LoudnessCorrelation.of(timeline(31.25, curve), timeline(31.25, quieter)), 1e-6);
  }

  @Test
  void theOppositeCurveIsMinusOne() {
    assertEquals(
        -1, LoudnessCorrelation.of(timeline(10, -10, -20, -30), timeline(10, -30, -20, -10)), 1e-6);
  }

  @Test
  void aSteadySoundFollowsNothing() {
    assertEquals(0, LoudnessCorrelation.of(timeline(10, -9, -9), timeline(10, -30, -10)));
    assertEquals(0, LoudnessCorrelation.of(timeline(10), timeline(10)));
  }

  @Test
  void howSilentSilenceIsDoesNotMatter() {
    Timeline given = timeline(10, -10, -80, -10, -80);
    Timeline made = timeline(10, -12, -76, -12, -79);
    assertEquals(1, LoudnessCorrelation.of(given, made), 1e-6);
  }

  @Test
  void curvesOfDifferentRatesMeetOnOneGrid() {
    float[] slow = curve(50, 2);
    float[] fast = new float[200];
    for (int i = 0; i < fast.length; i++) {
      fast[i] = slow[i / 4];
    }
    assertEquals(1, LoudnessCorrelation.of(timeline(10, slow), timeline(40, fast)), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void unrelatedCurvesHardlyCorrelate(long seed) {
    double r =
        LoudnessCorrelation.of(
            timeline(31.25, curve(1000, seed)), timeline(31.25, curve(1000, seed + 100)));
    assertTrue(Math.abs(r) < 0.12, "r is " + r);
  }

  @Test
  void pearsonIsTheCosineOfCentredValues() {
    double[] x = {1, 2, 4};
    double[] y = {3, 1, 8};
    // Centred: (-4/3, -1/3, 5/3) and (-1, -3, 4).
    double expected = (4.0 / 3 + 1 + 20.0 / 3) / Math.sqrt(42.0 / 9 * 26);
    assertEquals(expected, LoudnessCorrelation.pearson(x, y), 1e-12);
  }
}
