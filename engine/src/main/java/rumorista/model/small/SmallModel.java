package rumorista.model.small;

import static rumorista.RumoristaException.invalidInput;

import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import rumorista.Device;
import rumorista.library.Manifest;
import rumorista.library.SoundLibrary;
import rumorista.model.AudioModel;
import rumorista.model.ModelSpec;
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

  public static AudioModel<SmallConditions> load(
      Path directory, ModelSpec.Small spec, @Nullable Path library, Device device) {
    if (device == Device.CUDA && !torch.cuda_is_available()) {
      throw invalidInput(
          "device cuda: this libtorch finds no GPU; leave the option out to use the CPU");
    }
    Path folder = library == null ? directory.resolve(LIBRARY) : library;
    SentenceEncoder sentences = new SentenceEncoder(folder.resolve(SentenceEncoder.MEMORY));
    SmallNetwork network = new SmallNetwork(spec);
    StateDict.load(directory.resolve(WEIGHTS), network);
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
