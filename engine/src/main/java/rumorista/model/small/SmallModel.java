package rumorista.model.small;

import static rumorista.RumoristaException.badModel;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import rumorista.Device;
import rumorista.library.Manifest;
import rumorista.library.SoundLibrary;
import rumorista.model.AudioModel;
import rumorista.model.ModelSpec;
import rumorista.tensor.Placement;
import rumorista.tensor.StateDict;
import rumorista.text.SentenceEncoder;

/**
 * Puts the small family together from its directory: {@code flow.safetensors} and the folder {@code
 * library}.
 */
public final class SmallModel {
  public static final String WEIGHTS = "flow.safetensors";
  public static final String VOCODER = "vocoder.safetensors";
  public static final String LIBRARY = "library";

  private SmallModel() {}

  /**
   * Loads the model strictly.
   *
   * @param library of recordings; {@code null} is the model's own
   * @param device where the network runs; the rest stays on the CPU. Untested on a GPU
   */
  public static AudioModel<SmallConditions> load(
      Path directory, ModelSpec.Small spec, @Nullable Path library, Device device) {
    Placement.check(device);
    Path folder = library == null ? directory.resolve(LIBRARY) : library;
    if (library == null && !Files.isRegularFile(folder.resolve(Manifest.FILE_NAME))) {
      throw badModel("%s: no sound library there; copy it again or give --library", folder);
    }
    SentenceEncoder sentences = new SentenceEncoder(folder.resolve(SentenceEncoder.MEMORY));
    SmallNetwork network = new SmallNetwork(spec);
    StateDict.load(directory.resolve(WEIGHTS), network);
    Placement.move(network, device);
    network.eval();
    MelCodec codec = new MelCodec(spec, directory.resolve(VOCODER));
    SoundLibrary sounds = new SoundLibrary(Manifest.read(folder), sentences);
    return new AudioModel<>(
        spec,
        new SmallConditioner(spec, codec.mel(), sounds, sentences),
        network,
        codec,
        spec.patch(),
        spec.windowTokens());
  }
}
