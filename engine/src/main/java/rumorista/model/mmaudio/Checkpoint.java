package rumorista.model.mmaudio;

import static rumorista.RumoristaException.badModel;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import rumorista.tensor.SafetensorsWriter;

/**
 * What becomes of a published state before a network uses it: the norms that its weights are kept
 * apart from are multiplied in. Nothing is computed before it is asked for.
 */
final class Checkpoint {
  private static final String[][] NORM_AND_DIRECTION = {
    {".parametrizations.weight.original0", ".parametrizations.weight.original1"},
    {".weight_g", ".weight_v"}
  };

  private Checkpoint() {}

  /** A tensor that is made when it is asked for. */
  record Made(long[] shape, Supplier<float[]> made) implements SafetensorsWriter.Source {
    @Override
    public float[] values() {
      return made.get();
    }
  }

  /**
   * A vocoder's state with plain weights. Weight normalisation (Salimans & Kingma 2016) keeps the
   * norm of a weight, for each index of its first dimension, apart from its direction; there are
   * two spellings of that, and the plain one.
   */
  static Map<String, SafetensorsWriter.Source> foldNorms(
      Path file, Map<String, ? extends SafetensorsWriter.Source> state) {
    Map<String, SafetensorsWriter.Source> folded = new LinkedHashMap<>();
    state.forEach((name, source) -> {
      boolean apart = false;
      for (String[] spelling : NORM_AND_DIRECTION) {
        if (name.endsWith(spelling[0])) {
          String module = name.substring(0, name.length() - spelling[0].length());
          SafetensorsWriter.Source direction = state.get(module + spelling[1]);
          if (direction == null) {
            throw badModel("%s: %s has no %s%s", file, name, module, spelling[1]);
          }
          if (source.shape().length == 0 || source.shape()[0] != direction.shape()[0]) {
            throw badModel(
                "%s: %s: the file has %s norms for a weight %s",
                file, name, Arrays.toString(source.shape()), Arrays.toString(direction.shape()));
          }
          folded.put(
              module + ".weight", new Made(direction.shape(), () -> fold(source, direction)));
        }
        apart |= name.endsWith(spelling[0]) || name.endsWith(spelling[1]);
      }
      if (!apart) {
        folded.put(name, source);
      }
    });
    return folded;
  }

  private static float[] fold(SafetensorsWriter.Source norm, SafetensorsWriter.Source direction) {
    float[] norms = norm.values();
    float[] weights = direction.values();
    int rest = weights.length / norms.length;
    for (int row = 0; row < norms.length; row++) {
      double sum = 0;
      for (int i = row * rest; i < (row + 1) * rest; i++) {
        sum += (double) weights[i] * weights[i];
      }
      double scale = norms[row] / Math.sqrt(sum);
      for (int i = row * rest; i < (row + 1) * rest; i++) {
        weights[i] = (float) (weights[i] * scale);
      }
    }
    return weights;
  }

  /** An autoencoder's state with weights that preserve magnitudes, and its gains in them. */
  static Map<String, SafetensorsWriter.Source> normalise(
      Map<String, ? extends SafetensorsWriter.Source> state) {
    Map<String, SafetensorsWriter.Source> normalised = new LinkedHashMap<>();
    state.forEach((name, source) -> {
      if (name.endsWith(".weight")) {
        String part = name.substring(0, name.indexOf('.') + 1);
        SafetensorsWriter.Source gain =
            name.equals(part + "conv_out.weight") ? state.get(part + "learnable_gain") : null;
        normalised.put(
            name,
            new Made(
                source.shape(), () -> preserving(source, gain == null ? 1 : gain.values()[0] + 1)));
      } else if (!name.endsWith("learnable_gain")) {
        normalised.put(name, source);
      }
    });
    return normalised;
  }

  private static float[] preserving(SafetensorsWriter.Source source, float gain) {
    float[] weights = source.values();
    MagnitudePreserving.normaliseWeights(weights, (int) source.shape()[0]);
    for (int i = 0; i < weights.length && gain != 1; i++) {
      weights[i] *= gain;
    }
    return weights;
  }
}
