package rumorista.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.SyntheticSound;
import rumorista.Timeline;

class EventsTest {
  private static final int RATE = 32_000;
  private static final int TOKEN = 1024; // samples: four frames of 256
  private static final MelSpectrogram MEL = MelSpectrogram.standard();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void clicksTickWhereTheyAreAndOnlyThere(long seed) {
    float[] sound = SyntheticSound.noise(0.001, 3 * RATE, seed);
    List<Integer> wanted = List.of(5, 20, 33, 47, 80);
    for (int token : wanted) {
      SyntheticSound.addClick(sound, token * TOKEN + 700, 0.5, seed + token);
    }
    assertEquals(wanted, ticks(timeline(sound)));
  }

  @ParameterizedTest(name = "click at sample {0} of a token")
  @ValueSource(ints = {0, 100, 300, 500, 700, 900, 1023})
  void aTickIsWithinATokenOfItsClick(int offset) {
    float[] sound = new float[2 * RATE];
    SyntheticSound.addClick(sound, 30 * TOKEN + offset, 0.5, 1);
    List<Integer> ticks = ticks(timeline(sound));
    assertEquals(1, ticks.size());
    assertEquals(30 + offset / 1024.0, ticks.getFirst() + 0.5, 0.9);
  }

  @ParameterizedTest(name = "seed {0}, RMS {1}")
  @CsvSource({"1, 0.3", "2, 0.1", "3, 0.01", "4, 0.001", "5, 0.0003"})
  void steadyNoiseHasNoAudibleTicks(long seed, double rms) {
    Timeline timeline = timeline(SyntheticSound.noise(rms, 10 * RATE, seed));
    // The instant at which the noise begins is an event; what follows is texture.
    assertEquals(List.of(), ticks(timeline).stream().filter(i -> i > 0).toList());
  }

  @ParameterizedTest(name = "{0} Hz at amplitude {1}")
  @CsvSource({"440, 1", "440, 0.1", "1000, 0.5", "5000, 0.5", "12000, 0.3", "100, 0.01"})
  void theLoudnessOfASineIsItsRms(double frequency, double amplitude) {
    Timeline timeline = timeline(SyntheticSound.sine(frequency, amplitude, 2, RATE));
    double wanted = SyntheticSound.decibels(amplitude / Math.sqrt(2));
    for (int i = 2; i < timeline.length() - 2; i++) {
      assertEquals(wanted, timeline.loudness()[i], 0.5);
    }
  }

  @ParameterizedTest(name = "RMS {0}")
  @ValueSource(doubles = {0.3, 0.03, 0.003})
  void theLoudnessOfNoiseIsItsRms(double rms) {
    Timeline timeline = timeline(SyntheticSound.noise(rms, 4 * RATE, 9));
    double mean = 0;
    for (float loudness : timeline.loudness()) {
      mean += loudness / timeline.length();
    }
    assertEquals(SyntheticSound.decibels(rms), mean, 0.5);
  }

  @Test
  void silenceIsQuietAndWithoutTicks() {
    Timeline timeline = timeline(new float[RATE]);
    for (int i = 0; i < timeline.length(); i++) {
      assertTrue(timeline.loudness()[i] <= -65, "loudness " + timeline.loudness()[i]);
      assertEquals(0, timeline.onset()[i]);
    }
  }

  @Test
  void everyStartedTokenHasAnInstant() {
    assertEquals(31.25, timeline(new float[RATE]).rate(), 1e-9);
    assertEquals(32, timeline(new float[RATE]).length());
    assertEquals(1, timeline(new float[1]).length());
    assertEquals(0, timeline(new float[0]).length());
  }

  private static Timeline timeline(float[] sound) {
    return Events.timeline(MEL.bands(), MEL.of(sound), 4, 125);
  }

  private static List<Integer> ticks(Timeline timeline) {
    List<Integer> ticks = new ArrayList<>();
    for (int i = 0; i < timeline.length(); i++) {
      if (timeline.onset()[i] > Events.AUDIBLE) {
        ticks.add(i);
      }
    }
    return ticks;
  }
}
