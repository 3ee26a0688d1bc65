package rumorista.model.mmaudio;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.Waveform;
import rumorista.measure.SpectralDistance;
import rumorista.model.ModelSpec;
import rumorista.tensor.Kind;
import rumorista.tensor.SafetensorsWriter;
import rumorista.tensor.TensorScope;

/**
 * The networks at their real size, of recipe weights, against what the published code made of the
 * same: gigabytes and minutes, so not part of the usual tests. {@code ./rumorista test --long} runs
 * them. Each prints how near it came and what it cost.
 */
class LargeGoldens {
  @TempDir Path folder;

  private Path file(Map<String, SafetensorsWriter.Source> state) throws IOException {
    return file(state, false);
  }

  /** Narrow: in 16 bits what an import with {@code --precision bf16} writes so. */
  private Path file(Map<String, SafetensorsWriter.Source> state, boolean narrow)
      throws IOException {
    Path file = Files.createTempFile(folder, "weights", ".safetensors");
    SafetensorsWriter.write(file, source -> MmAudioImport.kind(source, narrow), state);
    return file;
  }

  private static void tell(String name, Golden golden, Supplier<Tensor> work) {
    tell(name, golden, 3, work);
  }

  private static void tell(String name, Golden golden, int times, Supplier<Tensor> work) {
    assertTrue(golden.worst() > 0, "something was compared");
    System.out.printf(
        "%s: largest difference %.2g of the largest value, %.2f CPU-s%n",
        name, golden.worst(), cpu(times, work));
  }

  /** Seconds of the whole process, its compiler's included: the median of so many times. */
  private static double cpu(int times, Supplier<Tensor> work) {
    double[] seconds = new double[times];
    for (int i = 0; i < seconds.length; i++) {
      long before = cpu();
      work.get().close();
      seconds[i] = (cpu() - before) / 1e9;
    }
    Arrays.sort(seconds);
    return seconds[times / 2];
  }

  private static long cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  @ParameterizedTest
  @EnumSource(names = {"SMALL_16K", "LARGE_44K_V2"})
  void flows(MmAudioVariant variant) throws IOException {
    boolean small = variant == MmAudioVariant.SMALL_16K;
    int times = small ? 25 : 5; // of 25 steps, as many as a sound takes, most are warm
    String name = "mmaudio_" + variant.published();
    ModelSpec.MmAudio spec = variant.spec(Map.of());
    Path file = file(Recipe.state(name, name + "/", name + "_synth"));
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard();
        MmAudioNetwork network = MmAudioNetwork.open(file, spec.flow());
        Golden golden = new Golden(name + "_synth", small ? 1e-4 : 5e-4)) {
      int tokens = small ? 250 : 345;
      String in = name + "/in/";
      Tensor latent = Recipe.input(in + "latent", 1.7, 0, 1, tokens, spec.flow().channels());
      Tensor clip = Recipe.input(in + "clip_f", 0.053125, 0, 1, 64, 1024);
      Tensor sync = Recipe.input(in + "sync_f", 1, 0, 1, 192, 768);
      Tensor text = Recipe.input(in + "text_f", 0.053125, 0, 1, 77, 1024);
      FlowConditions wanted = network.conditions(clip, sync, text, 0, 0, tokens);
      FlowConditions unwanted = network.conditions(null, null, null, 64, 192, tokens);
      double time = golden.stored("in/t").floats()[0];
      Tensor prepared = network.prepare(latent);
      Tensor with = network.velocity(prepared, time, wanted);
      golden.assertNear("out/flow/video_text", with);
      Tensor without = network.velocity(prepared, time, unwanted);
      golden.assertNear("out/flow/none", without);
      golden.assertNear("out/ode_wrapper_cfg4.5", torch.lerp(without, with, new Scalar(4.5)));
      tell(
          name + ", one step with guidance",
          golden,
          times,
          () -> step(network, latent, time, wanted, unwanted));
      Path narrow = file(Recipe.state(name, name + "/", name + "_synth"), true);
      try (MmAudioNetwork rounded = MmAudioNetwork.open(narrow, spec.flow())) {
        FlowConditions same = rounded.conditions(clip, sync, text, 0, 0, tokens);
        FlowConditions none = rounded.conditions(null, null, null, 64, 192, tokens);
        step(rounded, latent, time, same, none).close();
        System.out.printf(
            "%s, one step with guidance in 16 bits: %.2f CPU-s%n",
            name, cpu(times, () -> step(rounded, latent, time, same, none)));
      }
    }
  }

  /** The velocity of an Euler step, as the solver makes it, on one thread. */
  private static Tensor step(
      MmAudioNetwork network,
      Tensor latent,
      double time,
      FlowConditions wanted,
      FlowConditions unwanted) {
    try (TensorScope scope = new TensorScope()) {
      Tensor prepared = network.prepare(latent);
      Tensor without = network.velocity(prepared, time, unwanted);
      Tensor with = network.velocity(prepared, time, wanted);
      return scope.keep(torch.lerp(without, with, new Scalar(4.5)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 44})
  void autoencoders(int kilohertz) throws IOException {
    String name = "vae_%dk_synth".formatted(kilohertz);
    ModelSpec.MmAudio spec = spec(kilohertz);
    int bands = spec.codec().bands();
    int channels = spec.flow().channels();
    Path file =
        file(Checkpoint.normalise(Recipe.state("vae_%dk".formatted(kilohertz), name + "/", name)));
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard();
        MelAutoencoder autoencoder = MelAutoencoder.open(file, spec.codec(), channels);
        Golden golden = new Golden(name, 1e-4)) {
      Tensor mel = Recipe.input(name + "/in/mel", 2, kilohertz == 16 ? -2 : -5, 1, bands, 16);
      Tensor latent = Recipe.input(name + "/in/z", 1.7, 0, 1, channels, 8);
      MelAutoencoderTest.assertAll(golden, autoencoder, mel, latent);
      Tensor eight =
          Recipe.input("eight seconds", 1.7, 0, 1, channels, kilohertz == 16 ? 250 : 345);
      autoencoder.decode(eight);
      tell(name + ", decoding 8 s", golden, () -> autoencoder.decode(eight));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 44})
  void vocoders(int kilohertz) throws IOException {
    String name = "bigvgan_%dk_synth".formatted(kilohertz);
    ModelSpec.MmAudio spec = spec(kilohertz);
    int bands = spec.codec().bands();
    Path file =
        file(
            Checkpoint.foldNorms(
                folder, Recipe.state("bigvgan_%dk".formatted(kilohertz), name + "/", name)));
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard();
        BigVgan vocoder = BigVgan.open(file, spec.codec());
        Golden golden = new Golden(name, 5e-4)) {
      Tensor mel = Recipe.input(name + "/in/mel", 1.7, -1, 1, bands, kilohertz == 16 ? 8 : 6);
      golden.assertNear("out/wav", vocoder.forward(mel));
      int frames = 2 * spec.sampleRate() / spec.codec().hop();
      Tensor two = Recipe.input("two seconds", 1.7, -1, 1, bands, frames);
      vocoder.forward(two);
      tell(name + ", 2 s of sound", golden, () -> vocoder.forward(two));
    }
  }

  private static ModelSpec.MmAudio spec(int kilohertz) {
    MmAudioVariant variant = kilohertz == 16 ? MmAudioVariant.SMALL_16K : MmAudioVariant.SMALL_44K;
    return variant.spec(Map.of());
  }

  @Test
  void synchformer() throws IOException {
    String name = "synchformer_synth";
    ModelSpec.MmAudio spec = spec(16);
    Path file =
        file(
            Tiny.only(
                Recipe.state("synchformer", name + "/", name),
                key -> !key.contains(".patch_embed.")));
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard();
        Synchformer synchformer = Synchformer.open(file, spec.sync());
        Golden golden = new Golden(name, 1e-4)) {
      Tensor frames = Recipe.input(name + "/in/frames", 1, 0, 16, 3, 224, 224);
      golden.assertNear("out/sync_features", synchformer.forward(frames).unsqueeze(0));
      tell(name + ", one segment", golden, () -> synchformer.forward(frames));
    }
  }

  @Test
  void clip() throws IOException {
    String name = "clip_dfn5b_synth";
    ModelSpec.MmAudio spec = spec(16);
    Map<String, SafetensorsWriter.Source> state = Recipe.state("clip_dfn5b", name + "/", name);
    Path pictures = file(Tiny.only(state, key -> key.startsWith("visual.")));
    Path words = file(Tiny.only(state, Tiny::isOfWords));
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard();
        ClipPictures eyes = ClipPictures.open(pictures, spec.clipPictures(), spec.clipWidth());
        ClipWords reader = ClipWords.open(words, spec.clipWords());
        Golden golden = new Golden(name, 1e-5)) {
      float[] ids = golden.stored("in/tokens").floats();
      int[] tokens = new int[ids.length];
      Arrays.setAll(tokens, i -> (int) ids[i]);
      golden.assertNear("out/text_features", reader.forward(tokens).squeeze(0));
      Tensor frame = Recipe.input(name + "/in/frames_normalized", 1.7, 0, 1, 3, 384, 384);
      golden.assertNear("out/image_features", eyes.forward(frame));
      tell(name + ", one picture", golden, () -> eyes.forward(frame));
      Path narrow = file(Tiny.only(state, key -> key.startsWith("visual.")), true);
      try (ClipPictures rounded =
          ClipPictures.open(narrow, spec.clipPictures(), spec.clipWidth())) {
        rounded.forward(frame);
        System.out.printf(
            "%s, one picture in 16 bits: %.2f CPU-s%n", name, cpu(3, () -> rounded.forward(frame)));
      }
    }
  }

  /**
   * Three seconds of eight steps, from weights of 32 and of 16 bits: the same conditions, noise,
   * autoencoder and vocoder.
   */
  @ParameterizedTest
  @EnumSource
  void sixteenBits(MmAudioVariant variant) throws IOException {
    ModelSpec.MmAudio spec = variant.spec(Map.of());
    String name = "mmaudio_" + variant.published();
    Map<String, SafetensorsWriter.Source> flow = Recipe.state(name, name + "/", "pth_expected");
    String rate = spec.sampleRate() == 16_000 ? "16k" : "44k";
    Path codec = folder.resolve("codec");
    Path vocoder = folder.resolve("vocoder");
    SafetensorsWriter.write(
        codec,
        source -> Kind.F32,
        Checkpoint.normalise(
            Recipe.state("vae_" + rate, "vae_" + rate + "/", "vae_" + rate + "_synth")));
    SafetensorsWriter.write(
        vocoder,
        source -> Kind.F32,
        Checkpoint.foldNorms(
            folder,
            Recipe.state(
                "bigvgan_" + rate, "bigvgan_" + rate + "/", "bigvgan_" + rate + "_synth")));
    Waveform wide = sound(spec, flow, Kind.F32, codec, vocoder);
    Waveform narrow = sound(spec, flow, Kind.BF16, codec, vocoder);
    double distance = SpectralDistance.of(wide, narrow);
    System.out.printf("%s, 16 bits against 32: %.3f dB spectral distance%n", name, distance);
    assertTrue(distance > 0 && distance < 6, "they are others, but not quite");
  }

  private Waveform sound(
      ModelSpec.MmAudio spec,
      Map<String, SafetensorsWriter.Source> state,
      Kind kind,
      Path codec,
      Path vocoder)
      throws IOException {
    Path file = folder.resolve("flow-" + kind);
    SafetensorsWriter.write(file, source -> MmAudioImport.kind(source, kind == Kind.BF16), state);
    int steps = 8;
    Lengths lengths = Lengths.of(3, spec.sampleRate(), spec.codec());
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard();
        MmAudioNetwork network = MmAudioNetwork.open(file, spec.flow())) {
      Tensor clip = Recipe.input("clip", 0.053125, 0, 1, lengths.pictures(), 1024);
      Tensor sync = Recipe.input("sync", 1, 0, 1, lengths.instants(), 768);
      Tensor text = Recipe.input("text", 0.053125, 0, 1, 77, 1024);
      FlowConditions wanted = network.conditions(clip, sync, text, 0, 0, lengths.tokens());
      FlowConditions unwanted =
          network.conditions(
              null, null, null, lengths.pictures(), lengths.instants(), lengths.tokens());
      Tensor latent = Recipe.input("noise", 1.7, 0, 1, lengths.tokens(), spec.flow().channels());
      for (int i = 0; i < steps; i++) {
        double time = (double) i / steps;
        Tensor velocity = step(network, latent, time, wanted, unwanted);
        latent = latent.add(velocity.mul(new Scalar(1.0 / steps)));
      }
      float[] samples =
          new MmAudioCodec(spec, network, codec, vocoder).decode(latent, new float[0], 0);
      return Waveform.mono(samples, spec.sampleRate());
    }
  }
}
