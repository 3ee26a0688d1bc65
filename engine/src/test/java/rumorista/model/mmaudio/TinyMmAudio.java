package rumorista.model.mmaudio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rumorista.model.FlowDimensions;
import rumorista.model.ModelSpec;
import rumorista.model.TowerDimensions;
import rumorista.tensor.Kind;
import rumorista.tensor.SafetensorsWriter;

/** A whole model as small as can be, of recipe weights: everything real but its size. */
public final class TinyMmAudio {
  private static final TowerDimensions WORDS = new TowerDimensions(16, 49408, 24, 3, 4);

  private TinyMmAudio() {}

  /**
   * Writes the weights of one.
   *
   * @param kilohertz 16 or 44
   * @return what belongs into its {@code model.json}
   */
  public static ModelSpec.MmAudio write(Path directory, int kilohertz, Kind kind)
      throws IOException {
    Files.createDirectories(directory);
    int channels = kilohertz == 16 ? 20 : 40;
    String vocoder = "bigvgan_tiny_%dk".formatted(kilohertz);
    Map<String, SafetensorsWriter.Source> clip = Tiny.state("clip_tiny");
    write(directory, MmAudioModel.FLOW, kind, flow(channels));
    write(
        directory,
        MmAudioModel.AUTOENCODER,
        Kind.F32,
        Checkpoint.normalise(Tiny.state("vae_tiny_%dk".formatted(kilohertz))));
    write(
        directory,
        MmAudioModel.VOCODER,
        Kind.F32,
        Checkpoint.foldNorms(directory, Tiny.state(vocoder)));
    write(
        directory,
        MmAudioModel.SYNC,
        kind,
        Tiny.only(Tiny.state("synchformer_tiny"), name -> !name.contains(".patch_embed.")));
    write(
        directory,
        MmAudioModel.CLIP_PICTURES,
        kind,
        Tiny.only(clip, name -> name.startsWith("visual.")));
    Map<String, SafetensorsWriter.Source> words = Tiny.only(clip, Tiny::isOfWords);
    reshape(words, "token_embedding.weight", WORDS.patch(), WORDS.width());
    write(directory, MmAudioModel.CLIP_WORDS, kind, words);
    return spec(kilohertz, channels);
  }

  private static void write(
      Path directory, String file, Kind kind, Map<String, SafetensorsWriter.Source> state)
      throws IOException {
    SafetensorsWriter.write(
        directory.resolve(file), source -> source.shape().length > 1 ? kind : Kind.F32, state);
  }

  private static ModelSpec.MmAudio spec(int kilohertz, int channels) {
    return new ModelSpec.MmAudio(
        "mmaudio-tiny",
        MmAudioVariant.LICENCE,
        kilohertz == 16 ? 16_000 : 44_100,
        8,
        3,
        4.5,
        new FlowDimensions(
            channels, 64, 4, 2, 2, false, Tiny.CLIP_WIDTH, 48, WORDS.width(), WORDS.size()),
        Tiny.codec(kilohertz),
        Tiny.SYNC,
        Tiny.CLIP_PICTURES,
        WORDS,
        48,
        Tiny.CLIP_WIDTH,
        Map.of("commit", "recipe"));
  }

  /** The golden network with as many values in and out as the tiny networks around it have. */
  private static Map<String, SafetensorsWriter.Source> flow(int channels) throws IOException {
    Map<String, SafetensorsWriter.Source> state =
        new LinkedHashMap<>(Tiny.state("mmaudio_tiny_v1"));
    for (String name : List.of("latent_mean", "latent_std")) {
      reshape(state, name, 1, 1, channels);
    }
    reshape(state, "audio_input_proj.0.weight", 64, channels, 7);
    reshape(state, "final_layer.conv.weight", channels, 64, 7);
    reshape(state, "final_layer.conv.bias", channels);
    reshape(state, "sync_pos_emb", 1, 1, 8, 48);
    reshape(state, "empty_sync_feat", 1, 48);
    reshape(state, "sync_input_proj.0.weight", 64, 48, 7);
    reshape(state, "empty_clip_feat", 1, Tiny.CLIP_WIDTH);
    reshape(state, "clip_input_proj.0.weight", 64, Tiny.CLIP_WIDTH);
    reshape(state, "empty_string_feat", WORDS.size(), WORDS.width());
    reshape(state, "text_input_proj.0.weight", 64, WORDS.width());
    return state;
  }

  private static void reshape(
      Map<String, SafetensorsWriter.Source> state, String name, long... shape) {
    if (!(state.get(name) instanceof Recipe.Made made)) {
      throw new IllegalArgumentException(name);
    }
    state.put(name, new Recipe.Made(made.name(), shape, made.amplitude(), made.offset()));
  }
}
