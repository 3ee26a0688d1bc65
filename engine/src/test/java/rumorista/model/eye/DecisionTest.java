package rumorista.model.eye;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import rumorista.Timeline;
import rumorista.measure.Listening;

class DecisionTest {
  private static final int LENGTH = 200;

  private static Sight sight(float level, float moved) {
    float[] levels = new float[LENGTH];
    float[] moves = new float[LENGTH];
    Arrays.fill(levels, level);
    for (int i = 0; i < LENGTH; i++) {
      moves[i] = moved * (i % 20 < 10 ? 1 : 0.5f);
    }
    return new Sight(50, levels, new float[LENGTH], moves);
  }

  @Test
  void peaksBecomeTicksAndTheirSlopesDoNot() {
    Sight sight = sight(0.8f, 0.1f);
    for (int peak : new int[] {40, 100, 103, 160}) {
      sight.onset()[peak] = 0.8f;
      sight.onset()[peak + 1] = 0.5f;
    }
    sight.onset()[103] = 0.7f; // within a tenth of a second of a likelier one
    Timeline timeline = Decision.of(sight);
    double[] onsets = Listening.onsets(timeline);
    assertEquals(3, onsets.length);
    assertEquals(2.01 + 0.04, onsets[1], 1e-6, "heard a little after the fastest moment");
  }

  @Test
  void theLiftBetweenTwoBlowsIsNone() {
    Sight sight = sight(0.8f, 0.1f);
    sight.onset()[50] = 0.6f;
    sight.onset()[70] = 0.4f;
    sight.onset()[90] = 0.6f;
    sight.onset()[150] = 0.4f; // as likely as the lift, but alone
    assertEquals(3, Listening.onsets(Decision.of(sight)).length);
  }

  @Test
  void unlikelyAttacksAreNone() {
    Sight sight = sight(0.8f, 0.1f);
    sight.onset()[50] = 0.1f;
    assertEquals(0, Listening.onsets(Decision.of(sight)).length);
  }

  @Test
  void nothingStrikesInSteadyGrain() {
    Sight sight = sight(0.8f, 0.1f);
    Arrays.fill(sight.moved(), 0.1f);
    sight.onset()[50] = 1;
    assertEquals(0, Listening.onsets(Decision.of(sight)).length);
  }

  @Test
  void whereNothingMovesThereIsSilenceWhateverTheNetworkSays() {
    Sight sight = sight(1, 0);
    sight.onset()[50] = 1;
    Timeline timeline = Decision.of(sight);
    assertEquals(Timeline.SILENCE, timeline.peak());
    assertEquals(0, Listening.onsets(timeline).length);
  }

  @Test
  void soundGoesOnALittleAfterAMove() {
    Sight sight = sight(1, 0);
    sight.moved()[100] = 0.2f;
    Timeline timeline = Decision.of(sight);
    assertEquals(Decision.LOUD, timeline.loudness()[100], 1e-4);
    assertEquals(Decision.LOUD, timeline.loudness()[115], 1e-4);
    assertEquals(Timeline.SILENCE, timeline.loudness()[150]);
    assertEquals(Timeline.SILENCE, timeline.loudness()[50]);
  }

  @Test
  void nothingIsLouderThanLoud() {
    assertTrue(Decision.of(sight(7, 0.1f)).peak() <= Decision.LOUD);
  }
}
