package rumorista.model.eye;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import rumorista.Timeline;
import rumorista.measure.Listening;

class DecisionTest {
  private static final int LENGTH = 200;

  private static Impression seenWith(float level, float moved) {
    float[] levels = new float[LENGTH];
    float[] moves = new float[LENGTH];
    Arrays.fill(levels, level);
    for (int i = 0; i < LENGTH; i++) {
      moves[i] = moved * (i % 20 < 10 ? 1 : 0.5f);
    }
    return new Impression(50, levels, new float[LENGTH], moves);
  }

  @Test
  void peaksBecomeTicksAndTheirSlopesDoNot() {
    Impression seen = seenWith(0.8f, 0.1f);
    for (int peak : new int[] {40, 100, 103, 160}) {
      seen.onset()[peak] = 0.8f;
      seen.onset()[peak + 1] = 0.5f;
    }
    seen.onset()[103] = 0.7f; // within a tenth of a second of a likelier one
    Timeline timeline = Decision.of(seen);
    double[] onsets = Listening.onsets(timeline);
    assertEquals(3, onsets.length);
    assertEquals(2.01, onsets[1], 1e-6);
  }

  @Test
  void whatIsLessThanHalfAsLikelyAsTheLikeliestIsNone() {
    Impression seen = seenWith(0.8f, 0.1f);
    seen.onset()[50] = 0.6f;
    seen.onset()[70] = 0.25f;
    seen.onset()[90] = 0.6f;
    seen.onset()[150] = 0.4f;
    assertEquals(3, Listening.onsets(Decision.of(seen)).length);
  }

  @Test
  void attacksAreFurtherApartWherePicturesAre() {
    for (int shown : new int[] {1, 2, 3}) { // of 25 a second: 25, 12 and 8 a second
      Impression seen = seenWith(0.8f, 0.1f);
      for (int i = 0; i < LENGTH; i++) {
        seen.moved()[i] = i / 2 % shown == 0 ? seen.moved()[i] : 0;
      }
      seen.onset()[40] = 0.8f;
      seen.onset()[49] = 0.7f; // 0.18 s later
      assertEquals(shown == 3 ? 1 : 2, Listening.onsets(Decision.of(seen)).length);
    }
  }

  @Test
  void unlikelyAttacksAreNone() {
    Impression seen = seenWith(0.8f, 0.1f);
    seen.onset()[50] = 0.1f;
    assertEquals(0, Listening.onsets(Decision.of(seen)).length);
  }

  @Test
  void nothingStrikesInSteadyGrain() {
    Impression seen = seenWith(0.8f, 0.1f);
    Arrays.fill(seen.moved(), 0.1f);
    seen.onset()[50] = 1;
    assertEquals(0, Listening.onsets(Decision.of(seen)).length);
  }

  @Test
  void whereNothingMovesThereIsSilenceWhateverTheNetworkSays() {
    Impression seen = seenWith(1, 0);
    seen.onset()[50] = 1;
    Timeline timeline = Decision.of(seen);
    assertEquals(Timeline.SILENCE, timeline.peak());
    assertEquals(0, Listening.onsets(timeline).length);
  }

  @Test
  void soundGoesOnALittleAfterAMove() {
    Impression seen = seenWith(1, 0);
    seen.moved()[100] = 0.2f;
    Timeline timeline = Decision.of(seen);
    assertEquals(Decision.LOUD, timeline.loudness()[100], 1e-4);
    assertEquals(Decision.LOUD, timeline.loudness()[115], 1e-4);
    assertEquals(Timeline.SILENCE, timeline.loudness()[150]);
    assertEquals(Timeline.SILENCE, timeline.loudness()[50]);
  }

  @Test
  void nothingIsLouderThanLoud() {
    assertTrue(Decision.of(seenWith(7, 0.1f)).peak() <= Decision.LOUD);
  }
}
