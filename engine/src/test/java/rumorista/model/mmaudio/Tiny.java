package rumorista.model.mmaudio;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import rumorista.model.CodecDimensions;
import rumorista.model.TowerDimensions;
import rumorista.tensor.SafetensorsWriter;
import rumorista.tensor.Weights;

/** Networks as small as the golden files have them. */
final class Tiny {
  static final TowerDimensions SYNC = new TowerDimensions(48, 16, 48, 2, 4);
  static final TowerDimensions CLIP_PICTURES = new TowerDimensions(42, 14, 40, 3, 4);
  static final TowerDimensions CLIP_WORDS = new TowerDimensions(16, 600, 24, 3, 4);
  static final int CLIP_WIDTH = 24;

  private Tiny() {}

  static CodecDimensions codec(int kilohertz) {
    return kilohertz == 16
        ? new CodecDimensions(80, 1024, 256, 24, 64, List.of(4, 4, 2, 2, 2, 2))
        : new CodecDimensions(128, 2048, 512, 24, 64, List.of(8, 4, 2, 2, 2, 2));
  }

  static Map<String, SafetensorsWriter.Source> state(String name) throws IOException {
    return Recipe.state(name, name + "/", name);
  }

  static MelAutoencoder autoencoder(int kilohertz) throws IOException {
    Weights weights =
        Recipe.weights(Checkpoint.normalise(state("vae_tiny_%dk".formatted(kilohertz))));
    return new MelAutoencoder(weights, codec(kilohertz), kilohertz == 16 ? 20 : 40);
  }

  static BigVgan vocoder(int kilohertz) throws IOException {
    String name = "bigvgan_tiny_%dk".formatted(kilohertz);
    return new BigVgan(
        Recipe.weights(Checkpoint.foldNorms(Recipe.GOLDEN, state(name))), codec(kilohertz));
  }

  static Synchformer synchformer() throws IOException {
    return new Synchformer(
        Recipe.weights(only(state("synchformer_tiny"), name -> !name.contains(".patch_embed."))),
        SYNC);
  }

  static ClipPictures clipPictures() throws IOException {
    return new ClipPictures(
        Recipe.weights(only(state("clip_tiny"), name -> name.startsWith("visual."))),
        CLIP_PICTURES,
        CLIP_WIDTH);
  }

  static ClipWords clipWords() throws IOException {
    return new ClipWords(Recipe.weights(only(state("clip_tiny"), Tiny::isOfWords)), CLIP_WORDS);
  }

  static boolean isOfWords(String name) {
    return !name.startsWith("visual.")
        && !name.equals("text_projection")
        && !name.equals("logit_scale");
  }

  static Map<String, SafetensorsWriter.Source> only(
      Map<String, SafetensorsWriter.Source> state, Predicate<String> wanted) {
    Map<String, SafetensorsWriter.Source> part = new LinkedHashMap<>(state);
    part.keySet().removeIf(wanted.negate());
    return part;
  }
}
