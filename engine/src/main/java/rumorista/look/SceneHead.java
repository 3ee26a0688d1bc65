package rumorista.look;

import static rumorista.RumoristaException.badModel;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rumorista.tensor.Safetensors;

/**
 * Tells scenes apart by how they move and shine: a network of two layers on {@link SceneFeatures},
 * in plain Java.
 */
public final class SceneHead {
  /** The weights inside a folder of scenes. */
  public static final String WEIGHTS = "scenes.safetensors";

  /** The first scene: none of the others. */
  public static final String NOTHING = "nothing";

  /** What it tells apart, in the order of its outputs. */
  public static final List<String> SCENES =
      List.of(NOTHING, "rain", "fire", "waves", "leaves", "explosion", "lightning");

  /** What is over within a second. */
  static final Set<String> SUDDEN = Set.of("explosion", "lightning");

  /** Values between the two layers. */
  public static final int HIDDEN = 24;

  private final float[] mean;
  private final float[] spread;
  private final float[] inner; // [hidden][features]
  private final float[] innerBias;
  private final float[] outer; // [scenes][hidden]
  private final float[] outerBias;

  private SceneHead(Map<String, Safetensors.Entry> weights, Path file) {
    int features = SceneFeatures.COUNT;
    this.mean = values(weights, file, "mean", features);
    this.spread = values(weights, file, "spread", features);
    this.inner = values(weights, file, "inner.weight", HIDDEN * features);
    this.innerBias = values(weights, file, "inner.bias", HIDDEN);
    this.outer = values(weights, file, "outer.weight", SCENES.size() * HIDDEN);
    this.outerBias = values(weights, file, "outer.bias", SCENES.size());
  }

  /** Reads {@value #WEIGHTS} in {@code folder}. */
  public static SceneHead load(Path folder) {
    Path file = folder.resolve(WEIGHTS);
    return new SceneHead(Safetensors.read(file), file);
  }

  private static float[] values(
      Map<String, Safetensors.Entry> weights, Path file, String name, int count) {
    Safetensors.Entry entry = weights.get(name);
    if (entry == null || entry.values().length != count) {
      throw badModel(
          "%s: %s has %s values; wanted %d: train the scenes again",
          file, name, entry == null ? "no" : entry.values().length, count);
    }
    return entry.values();
  }

  /** Probability of each of {@link #SCENES}. */
  public double[] probabilities(float[] features) {
    float[] standard = new float[features.length];
    for (int i = 0; i < standard.length; i++) {
      standard[i] = Math.clamp((features[i] - mean[i]) / spread[i], -4, 4);
    }
    double[] hidden = product(inner, innerBias, standard);
    float[] active = new float[hidden.length];
    for (int i = 0; i < active.length; i++) {
      active[i] = (float) Math.tanh(hidden[i]);
    }
    double[] scores = product(outer, outerBias, active);
    double highest = java.util.Arrays.stream(scores).max().orElse(0);
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.exp(scores[i] - highest);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
    return scores;
  }

  private static double[] product(float[] weight, float[] bias, float[] input) {
    double[] output = new double[bias.length];
    for (int i = 0; i < output.length; i++) {
      output[i] = bias[i];
      for (int j = 0; j < input.length; j++) {
        output[i] += weight[i * input.length + j] * (double) input[j];
      }
    }
    return output;
  }
}
