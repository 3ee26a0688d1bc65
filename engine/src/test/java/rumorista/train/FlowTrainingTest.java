package rumorista.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.imageio.ImageIO;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.Device;
import rumorista.NativeObjects;
import rumorista.RumoristaException;
import rumorista.model.small.SmallNetwork;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

class FlowTrainingTest {
  @TempDir Path folder;
  private Path corpus;
  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    corpus = TinyCorpus.write(folder.resolve("corpus")).folder();
  }

  @Test
  void fromAFolderOfSoundsToWeightsThatLoad() throws IOException {
    assertEquals(40, run("out", 40, Set.of("source1")));
    Path file = folder.resolve("out/flow.safetensors");
    try (TensorScope scope = new TensorScope()) {
      SmallNetwork network = new SmallNetwork(TinyCorpus.SPEC);
      StateDict.load(file, network);
      StateDict.of(network)
          .forEach((name, weight) -> {
            for (float value : TensorData.floats(weight)) {
              assertTrue(Float.isFinite(value), name);
            }
          });
    }
    assertTrue(lines.contains("4 recordings, 2 held out"), lines::toString);
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("step 40/40  loss ")));
    List<String> curve = Files.readAllLines(folder.resolve("out/curve.csv"));
    assertEquals("step,loss,rate,seconds", curve.getFirst());
    assertEquals(3, curve.size());
    assertTrue(curve.getLast().startsWith("40,"));
    assertEquals(1200, picture("out/curve.png").getWidth());
    BufferedImage sample = picture("out/samples/step-000040.png");
    assertTrue(sample.getWidth() > 1900 && sample.getHeight() > 700, sample.toString());
  }

  private BufferedImage picture(String file) throws IOException {
    return Objects.requireNonNull(ImageIO.read(folder.resolve(file).toFile()), file);
  }

  @Test
  void theSeedDecidesTheWeights() throws IOException {
    run("a", 3, Set.of());
    run("b", 3, Set.of());
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("a/flow.safetensors")),
        Files.readAllBytes(folder.resolve("b/flow.safetensors")));
  }

  @Test
  void runsDoNotLeak() {
    run("warm", 2, Set.of());
    long before = NativeObjects.settled();
    for (int i = 0; i < 3; i++) {
      run("run" + i, 2, Set.of());
    }
    NativeObjects.assertNoMoreThan(before);
  }

  /** Precision stands in for the device: a tensor that is left behind fails in the same way. */
  @Test
  void aBatchGoesWhereTheWeightsAre() {
    ExampleMaker examples = new TinyCorpus(corpus).examples(folder.resolve("cache.bin"));
    TrainingOptions options = new TrainingOptions(folder, 60, 1, 4, 1e-3, 1);
    try (TensorScope scope = new TensorScope();
        FlowTask task = new FlowTask(new SmallNetwork(TinyCorpus.SPEC), examples, options)) {
      float here = task.loss(0, 0, 1).item_float();
      task.module().to(torch.ScalarType.Double, false);
      Tensor loss = task.loss(0, 0, 1);
      assertEquals(torch.ScalarType.Double, loss.scalar_type().intern());
      assertEquals(here, loss.item_double(), 1e-4);
    }
  }

  @Test
  void aDeviceThatIsNotThereIsSaidBeforeAnythingIsRead() {
    assertFalse(torch.cuda_is_available(), "the build takes libtorch for the CPU");
    TrainingOptions options = new TrainingOptions(folder, 60, 1, 4, 1e-3, 1, Device.CUDA, false);
    Path nowhere = folder.resolve("nowhere");
    RumoristaException error =
        assertThrows(
            RumoristaException.class,
            () ->
                FlowTraining.run(TinyCorpus.SPEC, nowhere, nowhere, Set.of(), options, lines::add));
    assertEquals(RumoristaException.Kind.INVALID_INPUT, error.kind());
    assertTrue(error.getMessage().contains("device cuda"), error.getMessage());
  }

  @Test
  void nothingLeftToTrainOnIsSaid() {
    RumoristaException error =
        assertThrows(
            RumoristaException.class, () -> run("out", 2, Set.of("source0", "source1", "source2")));
    assertEquals(RumoristaException.Kind.INVALID_INPUT, error.kind());
  }

  private long run(String out, long steps, Set<String> heldOut) {
    return FlowTraining.run(
        TinyCorpus.SPEC,
        corpus,
        folder.resolve("cache.bin"),
        heldOut,
        new TrainingOptions(folder.resolve(out), 60, steps, 4, 1e-3, 3),
        lines::add);
  }
}
