package rumorista.look;

import static rumorista.RumoristaException.badModel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import rumorista.measure.EverydaySound;
import rumorista.vision.pair.ImageTextPair;

/**
 * Which of the sounds that we have words for a picture looks like, by a pair of encoders that has
 * not been trained for it (Radford et al. 2021). It says nothing unless one stands out.
 */
public final class ZeroShot implements Describer {
  /** Sharpens likenesses into probabilities, as such pairs are trained with. */
  private static final double SCALE = 100;

  private static final double SURE = 0.35; // least probability of what is said

  /** Pictures of nothing that sounds; they take probability away. */
  private static final List<String> SILENT =
      List.of(
          "a picture", "a blank screen", "a page of text", "an empty room", "a still landscape");

  private final ImageTextPair pair;
  private final List<String> sounds = new ArrayList<>();
  private final List<float[]> meanings = new ArrayList<>();

  private ZeroShot(ImageTextPair pair, Collection<String> vocabulary) {
    this.pair = pair;
    this.sounds.addAll(vocabulary);
    for (String sound : sounds) {
      meanings.add(pair.text("a photo of " + sound));
    }
    for (String silent : SILENT) {
      meanings.add(pair.text(silent));
    }
  }

  /** Opens a pair of encoders; the vocabulary is that of the table and of everyday sounds. */
  public static ZeroShot open(Path folder, Words words) {
    TreeSet<String> vocabulary = new TreeSet<>(words.vocabulary());
    EverydaySound.all().forEach(sound -> vocabulary.add(sound.prompt()));
    ImageTextPair pair = ImageTextPair.open(folder);
    try {
      return new ZeroShot(pair, vocabulary);
    } catch (RuntimeException e) {
      pair.close();
      throw e;
    }
  }

  @Override
  public String describe(byte[] rgb, int width, int height) {
    double[] probabilities = probabilities(pair.image(rgb, width, height));
    int best = 0;
    for (int i = 1; i < sounds.size(); i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return probabilities[best] >= SURE ? sounds.get(best) : "";
  }

  /** Of each sound, and then of each silence. */
  private double[] probabilities(float[] picture) {
    double[] scores = new double[meanings.size()];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      float[] meaning = meanings.get(i);
      if (meaning.length != picture.length) {
        throw badModel(
            "the image encoder gives %d values, the text encoder %d; wanted a pair",
            picture.length, meaning.length);
      }
      double likeness = 0;
      for (int k = 0; k < meaning.length; k++) {
        likeness += meaning[k] * (double) picture[k];
      }
      scores[i] = Math.exp(SCALE * (likeness - 1));
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
    return scores;
  }

  @Override
  public void close() {
    pair.close();
  }
}
