package rumorista.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import rumorista.Progress;
import rumorista.Prompt;
import rumorista.Timeline;
import rumorista.Waveform;
import rumorista.generate.Rumorista;
import rumorista.generate.Setup;
import rumorista.measure.EverydaySound;
import rumorista.measure.Listening;
import rumorista.measure.LoudnessCorrelation;
import rumorista.measure.OnsetAgreement;
import rumorista.measure.Tagger;

/** The weights and the library that are in the repository do what the model card says of them. */
final class ShippedModelTest {
  private static final Path MODELS = Path.of("..", "models");

  private static final Studio STUDIO =
      new Studio(Rumorista.open(Setup.shipped(MODELS), Progress.NONE), Progress.NONE);

  @Test
  void mostOfWhatIsAskedForIsHeard() {
    Tagger tagger = Tagger.load(MODELS.resolve("tagger"));
    int heard = 0;
    int asked = 0;
    for (String label :
        Arrays.asList("dog", "rain", "rooster", "chainsaw", "helicopter", "applause")) {
      EverydaySound kind = EverydaySound.all().get(EverydaySound.indexOf(label));
      Prompt prompt = new Prompt(kind.prompt(), "");
      Waveform sound = STUDIO.take(prompt, null, 3, 1);
      heard += tagger.rank(tagger.tag(sound), kind.labels()) < 5 ? 1 : 0;
      asked++;
    }
    assertTrue(
        heard >= 5, "%d of %d prompts are among the five first guesses".formatted(heard, asked));
  }

  @Test
  void aTimelineIsFollowed() {
    float[] loudness = new float[94];
    float[] onset = new float[94];
    Arrays.fill(loudness, -70);
    for (int at : new int[] {10, 35, 70}) {
      onset[at] = 1;
      for (int i = at; i < loudness.length; i++) {
        loudness[i] = Math.max(loudness[i], -18 - 4 * (i - at));
      }
    }
    Timeline wanted = new Timeline(31.25, loudness, onset);
    Waveform sound = STUDIO.take(new Prompt("hammering metal", ""), wanted, 3, 1);
    Timeline made = Listening.timeline(sound);
    double f1 = OnsetAgreement.of(Listening.onsets(wanted), Listening.onsets(made)).f1();
    double r = LoudnessCorrelation.of(wanted, made);
    assertTrue(f1 >= 0.8, "onset F1 " + f1);
    assertTrue(r >= 0.8, "loudness r " + r);
  }

  @Test
  void theSeedDecides() {
    float[] one = dog(1);
    assertArrayEquals(one, dog(1));
    assertFalse(Arrays.equals(one, dog(2)));
  }

  private static float[] dog(long seed) {
    return STUDIO.take(new Prompt("a dog barking", ""), null, 1, seed).samples()[0];
  }
}
