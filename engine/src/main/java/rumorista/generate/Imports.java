package rumorista.generate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.model.ModelSpec;
import rumorista.model.mmaudio.MmAudioImport;
import rumorista.model.mmaudio.MmAudioModel;
import rumorista.model.mmaudio.MmAudioVariant;
import rumorista.provenance.Sha256;

/** Makes model directories out of weights that others published. */
public final class Imports {
  private Imports() {}

  /**
   * What is brought in.
   *
   * @param weights folder of the published files
   * @param narrow whether large weights are kept in 16 bits
   * @param published whether checksums must be those of the published files
   */
  public record MmAudio(Path weights, MmAudioVariant variant, boolean narrow, boolean published) {}

  /**
   * Makes a model directory, tries it out and only then gives it its name.
   *
   * @return the licence of the weights
   * @throws RumoristaException as {@link MmAudioImport#run} does
   */
  public static String run(MmAudio from, Path output, Progress progress) {
    new MmAudioImport(from.weights, from.variant, from.narrow, from.published)
        .run(
            output,
            progress,
            (directory, spec) -> {
              MmAudioModel.tryOut(directory, spec);
              Map<String, Object> training = new LinkedHashMap<>(spec.training());
              training.put(Models.WEIGHTS_SHA256, Sha256.of(Models.weights(directory)));
              ModelSpec known = spec.trained(training);
              Models.write(directory, known);
            });
    return Models.spec(output).licence();
  }
}
