package rumorista.model.mmaudio;

import static rumorista.RumoristaException.badModel;
import static rumorista.RumoristaException.invalidInput;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import rumorista.Device;
import rumorista.Progress;
import rumorista.model.AudioModel;
import rumorista.model.ModelSpec;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

/** Puts MMAudio together from the directory that {@link MmAudioImport} makes. */
public final class MmAudioModel {
  static final String FLOW = "flow.safetensors";
  static final String AUTOENCODER = "autoencoder.safetensors";
  static final String VOCODER = "vocoder.safetensors";
  static final String SYNC = "synchformer.safetensors";
  static final String CLIP_PICTURES = "clip-pictures.safetensors";
  static final String CLIP_WORDS = "clip-words.safetensors";
  static final List<String> FILES =
      List.of(FLOW, AUTOENCODER, VOCODER, SYNC, CLIP_PICTURES, CLIP_WORDS);

  private static final int TRIED_TOKENS = 8;

  private MmAudioModel() {}

  /**
   * Maps the weights of the flow network; the others when they are needed.
   *
   * @param library must be {@code null}: this family draws on no recordings
   * @param device must be the CPU
   */
  public static AudioModel<?> load(
      Path directory, ModelSpec.MmAudio spec, @Nullable Path library, Device device) {
    if (library != null) {
      throw invalidInput("--library: %s draws on no recordings; leave it out", spec.name());
    }
    if (device != Device.CPU) {
      throw invalidInput(
          "device %s: %s runs on the CPU only; leave the option out", device, spec.name());
    }
    for (String file : FILES) {
      if (!Files.isRegularFile(directory.resolve(file))) {
        throw badModel("%s: %s is missing; import it again", directory, file);
      }
    }
    MmAudioNetwork network = MmAudioNetwork.open(directory.resolve(FLOW), spec.flow());
    Eyes eyes = new Eyes(directory.resolve(CLIP_PICTURES), directory.resolve(SYNC), spec);
    int windowTokens = Lengths.of(spec.windowSeconds(), spec.sampleRate(), spec.codec()).tokens();
    return new AudioModel<>(
        spec,
        new MmAudioConditioner(spec, network, directory.resolve(CLIP_WORDS), eyes),
        network,
        new MmAudioCodec(spec, network, directory.resolve(AUTOENCODER), directory.resolve(VOCODER)),
        spec.flow().channels(),
        windowTokens);
  }

  /**
   * Tries a directory out: sees, reads, imagines and sounds a little.
   *
   * @throws rumorista.RumoristaException BAD_MODEL if a network is missing something, or what it
   *     says is no number, or says nothing
   */
  public static void tryOut(Path directory, ModelSpec.MmAudio spec) {
    Eyes eyes = new Eyes(directory.resolve(CLIP_PICTURES), directory.resolve(SYNC), spec);
    float[][] what = eyes.what(List.of(stripes(spec.clipSide(), 0)), Progress.NONE);
    check(directory.resolve(CLIP_PICTURES), what[0]);
    List<byte[]> film = new ArrayList<>();
    for (int i = 0; i < Synchformer.SEGMENT; i++) {
      film.add(stripes(spec.sync().size(), i));
    }
    float[][] when = eyes.when(film, 1, Progress.NONE);
    check(directory.resolve(SYNC), when[0]);
    int[] words = new ClipTokenizer().encode("a dog barks", spec.clipWords().size());
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard();
        MmAudioNetwork network = MmAudioNetwork.open(directory.resolve(FLOW), spec.flow());
        ClipWords reader = ClipWords.open(directory.resolve(CLIP_WORDS), spec.clipWords())) {
      Tensor read = reader.forward(words);
      check(directory.resolve(CLIP_WORDS), TensorData.floats(read));
      Tensor clip = TensorData.of(what[0], 1, 1, spec.flow().clipWidth());
      Tensor sync = TensorData.of(when[0], 1, 8, spec.flow().syncWidth());
      FlowConditions conditions = network.conditions(clip, sync, read, 1, 8, TRIED_TOKENS);
      Tensor noise = torch.ones(1, TRIED_TOKENS, spec.flow().channels());
      Tensor velocity = network.velocity(network.prepare(noise), 0.5, conditions);
      check(directory.resolve(FLOW), TensorData.floats(velocity));
      MmAudioCodec codec =
          new MmAudioCodec(
              spec, network, directory.resolve(AUTOENCODER), directory.resolve(VOCODER));
      check(directory.resolve(VOCODER), codec.decode(noise, new float[0], 0));
    }
  }

  private static byte[] stripes(int side, int phase) {
    byte[] picture = new byte[3 * side * side];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (byte) (i / 3 + 8 * phase);
    }
    return picture;
  }

  private static void check(Path file, float[] values) {
    boolean says = false;
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw badModel("%s: what the network says is no number; get the files again", file);
      }
      says |= value != 0;
    }
    if (!says) {
      throw badModel("%s: the network says nothing; get the files again", file);
    }
  }
}
