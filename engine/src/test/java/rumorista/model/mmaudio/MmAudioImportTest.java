package rumorista.model.mmaudio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.model.ModelSpec;
import rumorista.tensor.Kind;
import rumorista.tensor.SafetensorsWriter;
import rumorista.tensor.StoredTensor;
import rumorista.tensor.TensorFile;
import rumorista.tensor.TensorScope;
import rumorista.tensor.TorchFileWriter;
import rumorista.tensor.Weights;

/**
 * Files of the published names, keys and shapes. Those as large as the published ones are for
 * {@code LargeGoldens}; here they have shapes and no numbers.
 */
class MmAudioImportTest {
  private static final Path FILE = Path.of("published.pth");

  @TempDir Path folder;

  private Path output() {
    return folder.resolve("model");
  }

  private Path weights() throws IOException {
    return Files.createDirectories(folder.resolve("weights"));
  }

  /** Tensors of shapes without numbers. */
  private static Map<String, StoredTensor> shapes(String table) throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(Recipe.GOLDEN.resolve("keys/" + table + ".tsv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      tensors.put(cells[0], shape(cells[2]));
    }
    return tensors;
  }

  private static StoredTensor shape(String text) {
    long[] shape =
        text.equals("scalar")
            ? new long[0]
            : Arrays.stream(text.split("x")).mapToLong(Long::parseLong).toArray();
    return new StoredTensor(Kind.F32, shape, new long[shape.length], MemorySegment.NULL);
  }

  private static Map<String, SafetensorsWriter.Source> read(
      PublishedFile file, Map<String, StoredTensor> tensors) {
    Map<String, StoredTensor> inside = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> inside.put(file.inside() + name, tensor));
    return file.read(new TensorFile(FILE, inside, Arena.global()));
  }

  @ParameterizedTest
  @EnumSource
  void everyKeyOfThePublishedFilesHasItsPlace(MmAudioVariant variant) throws IOException {
    ModelSpec.MmAudio spec = variant.spec(Map.of());
    for (PublishedFile file : variant.files()) {
      Map<String, SafetensorsWriter.Source> state = read(file, shapes(file.table()));
      file.parts()
          .forEach((part, keys) -> {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            try (TensorScope scope = new TensorScope()) {
              state.forEach((name, source) -> {
                if (keys.test(name)) {
                  // One number seen from everywhere: of the right shape, and of no size.
                  Tensor tensor = torch.zeros(1).expand(source.shape());
                  tensor.retainReference();
                  tensors.put(name, tensor);
                }
              });
              open(
                  part,
                  Weights.of(FILE, tensors),
                  spec); // strict: complains of what it cannot place
            }
          });
    }
  }

  private static void open(String part, Weights weights, ModelSpec.MmAudio spec) {
    try (weights) {
      switch (part) {
        case MmAudioModel.FLOW -> new MmAudioNetwork(weights, spec.flow());
        case MmAudioModel.AUTOENCODER ->
            new MelAutoencoder(weights, spec.codec(), spec.flow().channels());
        case MmAudioModel.VOCODER -> new BigVgan(weights, spec.codec());
        case MmAudioModel.SYNC -> new Synchformer(weights, spec.sync());
        case MmAudioModel.CLIP_PICTURES ->
            new ClipPictures(weights, spec.clipPictures(), spec.clipWidth());
        case MmAudioModel.CLIP_WORDS -> new ClipWords(weights, spec.clipWords());
        default -> throw new IllegalArgumentException(part);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"16k,true", "44k,true", "16k,false", "44k,false"})
  void otherSpellingsOfVocodersAreTheSame(String rate, boolean folded) throws IOException {
    PublishedFile file = PublishedFile.vocoder("net.pt", "bigvgan_" + rate, null);
    Map<String, StoredTensor> other = new LinkedHashMap<>();
    shapes("bigvgan_" + rate)
        .forEach((name, tensor) -> {
          String old =
              name.replace(".parametrizations.weight.original0", ".weight_g")
                  .replace(".parametrizations.weight.original1", folded ? ".weight" : ".weight_v");
          if (!folded || !old.endsWith(".weight_g")) {
            other.put(old, tensor);
          }
        });
    assertEquals(read(file, shapes("bigvgan_" + rate)).keySet(), read(file, other).keySet());
  }

  @Test
  void whatTheReferenceDropsMayBeThere() throws IOException {
    Map<String, StoredTensor> more = shapes("mmaudio_small_16k");
    int wanted = more.size();
    more.put("t_embed.freqs", shape("128"));
    more.put("latent_rot", shape("1x250x32x2x2"));
    more.put("clip_rot", shape("1x64x32x2x2"));
    assertEquals(wanted, read(MmAudioVariant.SMALL_16K.files().getFirst(), more).size());
    Map<String, StoredTensor> ears = shapes("synchformer");
    ears.put("afeat_extractor.ast.cls_token", shape("1x1x768"));
    assertEquals(shapes("synchformer").keySet(), read(PublishedFile.synchformer(), ears).keySet());
  }

  @Test
  void whatIsMissingStrangeOrOfAnotherShapeIsNamed() throws IOException {
    PublishedFile flow = MmAudioVariant.SMALL_16K.files().getFirst();
    Map<String, StoredTensor> less = shapes("mmaudio_small_16k");
    less.remove("fused_blocks.7.attn.qkv.bias");
    assertBad("fused_blocks.7.attn.qkv.bias is missing", () -> read(flow, less));
    Map<String, StoredTensor> more = shapes("mmaudio_small_16k");
    more.put("fused_blocks.8.attn.qkv.bias", shape("1344"));
    assertBad("fused_blocks.8.attn.qkv.bias is not part of", () -> read(flow, more));
    assertBad(
        "latent_mean: the file has [1, 1, 40]; wanted [1, 1, 20] of mmaudio_small_16k",
        () -> read(flow, shapes("mmaudio_small_44k")));
    assertBad("holds no weights", () -> read(flow, Map.of()));
    assertBad(
        "generator/",
        () ->
            PublishedFile.vocoder("n", "bigvgan_16k", null)
                .read(new TensorFile(FILE, shapes("bigvgan_16k"), Arena.global())));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void weightsThatAreNoNumbersAreNamed(float value) throws IOException {
    Map<String, StoredTensor> state = shapes("mmaudio_small_16k");
    float[] values = new float[20];
    values[13] = value;
    MemorySegment numbers = Arena.ofAuto().allocateFrom(ValueLayout.JAVA_FLOAT, values);
    state.put(
        "latent_mean",
        new StoredTensor(Kind.F32, new long[] {1, 1, 20}, new long[] {20, 20, 1}, numbers));
    SafetensorsWriter.Source source =
        read(MmAudioVariant.SMALL_16K.files().getFirst(), state).get("latent_mean");
    assertBad("latent_mean holds " + value, source::values);
  }

  private RumoristaException run(boolean published) {
    MmAudioImport from =
        new MmAudioImport(folder.resolve("weights"), MmAudioVariant.SMALL_16K, false, published);
    RumoristaException exception =
        assertThrows(
            RumoristaException.class,
            () -> from.run(output(), Progress.NONE, (directory, spec) -> {}));
    assertFalse(Files.exists(output()), "no model directory is left");
    assertFalse(Files.exists(folder.resolve("model.partial")), "no part of one either");
    return exception;
  }

  /** All files of a variant, each holding what is given. */
  private void stubs(byte[] content) throws IOException {
    Path below = Files.createDirectories(weights().resolve("ext_weights"));
    for (String name :
        List.of(
            "v1-16.pth",
            "best_netG.pt",
            "synchformer_state_dict.pth",
            "open_clip_pytorch_model.bin")) {
      Files.write(below.resolve(name), content);
    }
    Files.write(weights().resolve("mmaudio_small_16k.pth"), content);
  }

  @Test
  void missingFilesAreAllNamed() throws IOException {
    Files.write(weights().resolve("mmaudio_small_16k.pth"), new byte[4]);
    String message = String.valueOf(run(true).getMessage());
    for (String name :
        List.of(
            "v1-16.pth",
            "best_netG.pt",
            "synchformer_state_dict.pth",
            "open_clip_pytorch_model.bin")) {
      assertTrue(message.contains(name), message);
    }
    assertFalse(message.contains("mmaudio_small_16k.pth"), message);
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    assertTrue(String.valueOf(run(true).getMessage()).contains("no such folder"));
  }

  @ParameterizedTest(name = "published {0}")
  @ValueSource(booleans = {true, false})
  void codeIsRefusedAndNamed(boolean published) throws IOException {
    stubs("".getBytes(StandardCharsets.UTF_8));
    Files.copy(Recipe.GOLDEN.resolve("tiny_state_dict_legacy.pth"), weights().resolve("other.pth"));
    String evil =
        Files.readString(weights().resolve("other.pth"), StandardCharsets.ISO_8859_1)
            .replace("torch._utils\n_rebuild_tensor_v2", "posixx.utils\nsystem_everythin");
    Files.writeString(
        weights().resolve("mmaudio_small_16k.pth"), evil, StandardCharsets.ISO_8859_1);
    RumoristaException exception = run(published);
    assertEquals(RumoristaException.Kind.BAD_MODEL, exception.kind());
    String message = String.valueOf(exception.getMessage());
    assertTrue(message.contains("system_everythin") && message.contains("small_16k.pth"), message);
  }

  @Test
  void aFileCutShortIsNamed() throws IOException {
    stubs(Arrays.copyOf(Files.readAllBytes(Recipe.GOLDEN.resolve("tiny_state_dict.pth")), 3000));
    String message = String.valueOf(run(true).getMessage());
    assertTrue(message.contains("small_16k.pth") && message.contains("copy it again"), message);
  }

  @Test
  void anotherFileUnderThatNameIsNamed() throws IOException {
    stubs(Files.readAllBytes(Recipe.GOLDEN.resolve("tiny_state_dict.pth")));
    assertTrue(String.valueOf(run(true).getMessage()).contains("is missing; wanted the file of"));
  }

  @Test
  void aDirectoryThatExistsIsLeftAlone() throws IOException {
    Files.createDirectories(output());
    Files.writeString(output().resolve("mine"), "keep");
    MmAudioImport from = new MmAudioImport(weights(), MmAudioVariant.SMALL_16K, false, true);
    assertBad(
        RumoristaException.Kind.INVALID_INPUT,
        "exists already",
        () -> from.run(output(), Progress.NONE, (directory, spec) -> {}));
    assertEquals("keep", Files.readString(output().resolve("mine")));
  }

  @Test
  void aWholeFileThatIsNotThePublishedOneIsTold() throws IOException {
    stubs(new byte[0]);
    Map<String, SafetensorsWriter.Source> zeros = new LinkedHashMap<>();
    shapes("mmaudio_small_16k")
        .forEach((name, tensor) -> zeros.put(name, new Recipe.Given(tensor.shape(), new float[0])));
    // The keys are right, the numbers are missing: that is found before anything is written.
    TorchFileWriter.write(weights().resolve("mmaudio_small_16k.pth"), "", zeros);
    String message = String.valueOf(run(true).getMessage());
    assertTrue(message.contains("lies outside its storage"), message);
  }

  private static void assertBad(String wanted, Executable executable) {
    assertBad(RumoristaException.Kind.BAD_MODEL, wanted, executable);
  }

  private static void assertBad(
      RumoristaException.Kind kind, String wanted, Executable executable) {
    RumoristaException exception = assertThrows(RumoristaException.class, executable);
    assertEquals(kind, exception.kind());
    String message = String.valueOf(exception.getMessage());
    assertTrue(message.contains(wanted), message);
  }
}
