package rumorista.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongConsumer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.NativeObjects;
import rumorista.RumoristaException;
import rumorista.model.ModelSpec;
import rumorista.model.small.SmallNetwork;
import rumorista.tensor.Autocast;
import rumorista.tensor.Safetensors;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

class TrainerTest {
  @TempDir static Path shared;
  @TempDir Path folder;
  private static ExampleMaker examples;

  @BeforeAll
  static void write() throws IOException {
    examples = TinyCorpus.write(shared.resolve("corpus")).examples(shared.resolve("cache.bin"));
  }

  /** What a run leaves: losses of each step, weights and their average. */
  private record Run(
      long steps,
      NavigableMap<Long, Double> losses,
      Map<String, float[]> weights,
      Map<String, float[]> average) {}

  @Test
  void aRunThatWasBrokenOffGoesOnBitForBit() throws IOException {
    Run whole = run(folder.resolve("whole"), 1, 10, 60, 4, step -> {});
    assertEquals(10, whole.steps());
    // The fourth step waits until the time is up, so that this run ends after it.
    long start = System.nanoTime();
    Run first =
        run(
            folder.resolve("broken"),
            1,
            10,
            1.0 / 60,
            4,
            step -> sleep(step == 3 ? 1100 - (System.nanoTime() - start) / 1_000_000 : 0));
    assertTrue(first.steps() >= 1 && first.steps() <= 4, first.steps() + " steps");
    // Whatever this network begins with, the checkpoint decides.
    Run second = run(folder.resolve("broken"), 99, 10, 60, 4, step -> {});
    assertEquals(10, second.steps());
    assertEquals(first.steps(), second.losses().firstKey());
    NavigableMap<Long, Double> losses = new TreeMap<>(first.losses());
    losses.putAll(second.losses());
    assertEquals(whole.losses(), losses);
    assertSameValues(whole.weights(), second.weights());
    assertSameValues(whole.average(), second.average());
    assertFalse(
        whole.losses().equals(run(folder.resolve("other"), 2, 10, 60, 4, s -> {}).losses()));
  }

  @Test
  void anInterruptedRunLeavesACheckpointAndGoesOnBitForBit() throws IOException {
    Run whole = run(folder.resolve("whole"), 1, 6, 60, 4, step -> {});
    Thread trains = Thread.currentThread();
    Path out = folder.resolve("interrupted");
    RumoristaException error =
        assertThrows(
            RumoristaException.class,
            () -> run(out, 1, 6, 60, 4, step -> interruptAt(3, step, trains)));
    assertTrue(Thread.interrupted(), "the caller is told as well");
    assertEquals(RumoristaException.Kind.CANCELLED, error.kind());
    assertTrue(error.getMessage().contains("step 3"), error.getMessage());
    Run rest = run(out, 99, 6, 60, 4, step -> {});
    assertEquals(whole.losses().tailMap(3L), rest.losses());
    assertSameValues(whole.weights(), rest.weights());
    assertSameValues(whole.average(), rest.average());
  }

  private static void interruptAt(long wanted, long step, Thread thread) {
    if (step == wanted) {
      thread.interrupt();
    }
  }

  @Test
  void sixteenBitsLearnNearlyTheSame() throws IOException {
    TrainingOptions wide = new TrainingOptions(folder.resolve("wide"), 60, 4, 4, 1e-2, 5);
    TrainingOptions narrow =
        new TrainingOptions(folder.resolve("narrow"), 60, 4, 4, 1e-2, 5).in(true);
    NavigableMap<Long, Double> exact = run(wide, 1, step -> {}, 60).losses();
    NavigableMap<Long, Double> rounded = run(narrow, 1, step -> {}, 60).losses();
    assertFalse(exact.equals(rounded), "products were rounded");
    exact.forEach(
        (step, loss) -> assertEquals(loss, Objects.requireNonNull(rounded.get(step)), 0.02 * loss));
    assertTrue(narrow.learning().contains("bf16"), narrow.learning());
    assertFalse(Autocast.isOn());
  }

  @Test
  void samplesOnTheWayChangeNothing() throws IOException {
    Run plain = run(folder.resolve("plain"), 1, 6, 60, 4, step -> {});
    Run sampled = run(folder.resolve("sampled"), 1, 6, 60, 4, step -> {}, 0);
    try (var samples = Files.list(folder.resolve("sampled/samples"))) {
      assertEquals(6, samples.count());
    }
    assertEquals(plain.losses(), sampled.losses());
    assertSameValues(plain.weights(), sampled.weights());
    assertSameValues(plain.average(), sampled.average());
    byte[] last = Files.readAllBytes(folder.resolve("plain/samples/step-000006.png"));
    assertArrayEquals(last, Files.readAllBytes(folder.resolve("sampled/samples/step-000006.png")));
    byte[] first = Files.readAllBytes(folder.resolve("sampled/samples/step-000001.png"));
    assertFalse(Arrays.equals(first, last), "the network has learned");
  }

  @Test
  void aSampleIsOfTheAverageAndOneThatFailsIsOnlySaid() throws IOException {
    TrainingOptions options = new TrainingOptions(folder, 60, 3, 2, 1e-2, 1);
    List<String> lines = new ArrayList<>();
    try (TensorScope scope = new TensorScope()) {
      List<float[]> shown = new ArrayList<>();
      Line line =
          new Line(torch.ones(3)) {
            @Override
            public void sample(long step, Path samples) {
              shown.add(TensorData.floats(super.weight));
              throw new IllegalStateException("no ink");
            }
          };
      Trainer trainer = new Trainer(line, options);
      assertEquals(3, trainer.run(new TrainingLog(options, lines::add)));
      float[] average = TensorData.floats(Objects.requireNonNull(trainer.average().get("weight")));
      assertArrayEquals(average, shown.getLast());
      assertFalse(Arrays.equals(average, TensorData.floats(line.weight)), "put back");
    }
    assertTrue(lines.getLast().contains("no ink"), lines.toString());
  }

  @Test
  void otherOptionsThanBeforeAreSaid() throws IOException {
    List<String> lines = new ArrayList<>();
    for (long steps : new long[] {2, 2, 3}) {
      TrainingOptions options = new TrainingOptions(folder, 60, steps, 2, 1e-2, 1);
      lines.clear();
      try (TensorScope scope = new TensorScope()) {
        new Trainer(new Line(torch.ones(3)), options).run(new TrainingLog(options, lines::add));
      }
      assertEquals(steps == 3, lines.toString().contains("steps 2, batch 2"), lines::toString);
    }
  }

  @Test
  void aFinishedRunIsLeftAsItIs() throws IOException {
    Run done = run(folder, 1, 3, 60, 4, step -> {});
    Run again = run(folder, 2, 3, 60, 4, step -> {});
    assertEquals(3, again.steps());
    assertTrue(again.losses().isEmpty());
    assertSameValues(done.weights(), again.weights());
  }

  @Test
  void oneWindowIsLearntByHeart() throws IOException {
    ModelSpec.Small spec =
        new ModelSpec.Small("tiny", "CC0-1.0", 32_000, 1024, 256, 20, 2, 32, 2, 2, 1, 24, Map.of());
    TrainingOptions options = new TrainingOptions(folder, 60, 150, 8, 3e-2, 1);
    try (TensorScope scope = new TensorScope()) {
      torch.manual_seed(1);
      SmallNetwork network = new SmallNetwork(spec);
      Example example = examples.make(1, 3);
      NavigableMap<Long, Double> losses = new ConcurrentSkipListMap<>();
      Trainer.Task task =
          new Trainer.Task() {
            @Override
            public Module module() {
              return network;
            }

            @Override
            public Tensor loss(long step, int part, int parts) {
              Tensor loss = OneWindow.loss(network, example, 4, step * parts + part);
              losses.merge(step, (double) loss.item_float() / parts, Double::sum);
              return loss;
            }
          };
      new Trainer(task, options).run(new TrainingLog(options, line -> {}));
      double before = mean(losses, 0, 10);
      double after = mean(losses, 140, 150);
      assertTrue(after < before / 8, "loss %.4f, then %.4f".formatted(before, after));
    }
  }

  private static double mean(NavigableMap<Long, Double> losses, long from, long to) {
    return losses.subMap(from, to).values().stream().mapToDouble(x -> x).average().orElseThrow();
  }

  @Test
  void theRateOfTheStepIsTheOneApplied() throws IOException {
    TrainingOptions options = new TrainingOptions(folder, 60, 1, 2, 1e-2, 1);
    try (TensorScope scope = new TensorScope()) {
      Line line = new Line(torch.ones(3));
      new Trainer(line, options).run(new TrainingLog(options, text -> {}));
      // The first step of Adam is as long as its rate, whatever the gradient: 1e-2 / 200. Weight
      // decay takes rate * 0.01 of the value.
      float wanted = 1 - 5e-5f - 5e-7f;
      for (float value : TensorData.floats(line.weight)) {
        assertEquals(wanted, value, 2e-7);
      }
    }
  }

  @ParameterizedTest(name = "batch of {0}")
  @ValueSource(ints = {1, 2, 3, 5})
  void anyBatchIsSharedOut(int batch) throws IOException {
    Run run = run(folder, 1, 2, 60, batch, step -> {});
    assertEquals(2, run.steps());
    run.losses().values().forEach(loss -> assertTrue(Double.isFinite(loss)));
  }

  @Test
  void whatATaskThrowsIsThrown() throws IOException {
    TrainingOptions options = new TrainingOptions(folder, 60, 5, 2, 1e-2, 1);
    RumoristaException thrown =
        new RumoristaException(RumoristaException.Kind.CANCELLED, "stopped");
    try (TensorScope scope = new TensorScope()) {
      Line line =
          new Line(torch.ones(3)) {
            @Override
            public Tensor loss(long step, int part, int parts) {
              if (step == 2) {
                throw thrown;
              }
              return super.loss(step, part, parts);
            }
          };
      TrainingLog log = new TrainingLog(options, text -> {});
      assertSame(
          thrown,
          assertThrows(RumoristaException.class, () -> new Trainer(line, options).run(log)));
    }
  }

  @Test
  void aCheckpointOfAnotherNetworkIsRefused() throws IOException {
    run(folder, 1, 1, 60, 2, step -> {});
    for (ModelSpec.Small other :
        new ModelSpec.Small[] {spec(16, 3, 1), spec(32, 2, 1), spec(16, 2, 2)}) {
      TrainingOptions options = new TrainingOptions(folder, 60, 2, 2, 1e-3, 1);
      try (TensorScope scope = new TensorScope();
          FlowTask task = new FlowTask(new SmallNetwork(other), examples, options)) {
        Trainer trainer = new Trainer(task, options);
        TrainingLog log = new TrainingLog(options, line -> {});
        RumoristaException error = assertThrows(RumoristaException.class, () -> trainer.run(log));
        assertEquals(RumoristaException.Kind.BAD_MODEL, error.kind());
        assertTrue(error.getMessage().contains("--out"), error.getMessage());
      }
    }
  }

  @Test
  void aShapeThatCouldBeStretchedIsRefused() throws IOException {
    try (TensorScope scope = new TensorScope()) {
      TrainingOptions options = new TrainingOptions(folder, 60, 1, 2, 1e-3, 1);
      TrainingLog log = new TrainingLog(options, line -> {});
      new Trainer(new Line(torch.ones(1)), options).run(log);
      RumoristaException error =
          assertThrows(
              RumoristaException.class,
              () -> new Trainer(new Line(torch.ones(3)), options).run(log));
      assertTrue(error.getMessage().contains("[1]"), error.getMessage());
      assertTrue(error.getMessage().contains("[3]"), error.getMessage());
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "weights.safetensors",
        "average.safetensors",
        "momentum.safetensors",
        "optimizer.pt",
        "step.txt"
      })
  void aBrokenCheckpointIsABadModel(String part) throws IOException {
    run(folder, 1, 1, 60, 2, step -> {});
    Path file = folder.resolve("checkpoint").resolve(part);
    Files.writeString(file, "broken");
    assertNamed(file);
    Files.delete(file);
    assertNamed(file);
  }

  private void assertNamed(Path file) {
    RumoristaException error =
        assertThrows(RumoristaException.class, () -> run(folder, 1, 2, 60, 2, step -> {}));
    assertEquals(RumoristaException.Kind.BAD_MODEL, error.kind());
    assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
  }

  @Test
  void aRunThatDiedWhileSavingGoesOnFromTheCheckpointBefore() throws IOException {
    run(folder, 1, 2, 60, 2, step -> {});
    Path checkpoint = folder.resolve("checkpoint");
    // Died while writing: half a folder stands beside.
    Path partial = Files.createDirectories(folder.resolve("checkpoint.partial"));
    Files.writeString(partial.resolve("weights.safetensors"), "half");
    assertEquals(2L, run(folder, 1, 3, 60, 2, step -> {}).losses().firstKey());
    // Died between taking the old one away and putting the new one there.
    Files.move(checkpoint, folder.resolve("checkpoint.old"));
    assertEquals(3L, run(folder, 1, 4, 60, 2, step -> {}).losses().firstKey());
    try (var left = Files.list(folder)) {
      assertEquals(3, left.count(), "a checkpoint, a curve and samples, nothing else");
    }
  }

  @Test
  void aStepDoesNotLeak() throws IOException {
    Map<Long, Long> counts = new LinkedHashMap<>();
    NativeObjects.settled();
    run(
        folder,
        1,
        30,
        60,
        4,
        step -> {
          synchronized (counts) {
            counts.putIfAbsent(step, Pointer.totalCount());
          }
        });
    // Taken by the first thread of a step, before the second one has begun.
    for (long step = 4; step < 30; step++) {
      assertTrue(counts.get(step) <= counts.get(3L), "step " + step + " of " + counts);
    }
  }

  /** A loss that grows with every value of its only weight. */
  private static class Line extends Module implements Trainer.Task {
    final Tensor weight;

    Line(Tensor weight) {
      super("Line");
      this.weight = rumorista.nn.Parameter.register(this, "weight", weight);
    }

    @Override
    public Module module() {
      return this;
    }

    @Override
    public Tensor loss(long step, int part, int parts) {
      return weight.sum();
    }
  }

  private static ModelSpec.Small spec(int width, int depth, int textTokens) {
    return new ModelSpec.Small(
        "tiny", "CC0-1.0", 32_000, 1024, 256, 20, 2, width, depth, 2, textTokens, 24, Map.of());
  }

  private static Run run(
      Path out, long seedOfWeights, long steps, double minutes, int batch, LongConsumer atStep)
      throws IOException {
    return run(out, seedOfWeights, steps, minutes, batch, atStep, 60);
  }

  private static Run run(
      Path out,
      long seedOfWeights,
      long steps,
      double minutes,
      int batch,
      LongConsumer atStep,
      double minutesBetweenCheckpoints)
      throws IOException {
    TrainingOptions options = new TrainingOptions(out, minutes, steps, batch, 1e-2, 5);
    return run(options, seedOfWeights, atStep, minutesBetweenCheckpoints);
  }

  private static Run run(
      TrainingOptions options,
      long seedOfWeights,
      LongConsumer atStep,
      double minutesBetweenCheckpoints)
      throws IOException {
    NavigableMap<Long, Double> losses = new ConcurrentSkipListMap<>();
    try (TensorScope scope = new TensorScope()) {
      torch.manual_seed(seedOfWeights);
      SmallNetwork network = new SmallNetwork(TinyCorpus.SPEC);
      try (FlowTask flow = new FlowTask(network, examples, options)) {
        Trainer.Task watched =
            new Trainer.Task() {
              @Override
              public Module module() {
                return flow.module();
              }

              @Override
              public Tensor loss(long step, int part, int parts) {
                atStep.accept(step);
                Tensor loss = flow.loss(step, part, parts);
                losses.merge(step, (double) loss.item_float(), Double::sum);
                return loss;
              }

              @Override
              public Set<String> orthogonal() {
                return matrices(flow.module());
              }

              @Override
              public void sample(long step, Path samples) throws IOException {
                flow.sample(step, samples);
              }
            };
        Trainer trainer = new Trainer(watched, options);
        long done = trainer.run(new TrainingLog(options, line -> {}), minutesBetweenCheckpoints);
        return new Run(done, losses, values(StateDict.of(network)), values(trainer.average()));
      }
    }
  }

  /** Both ways of learning are tested: matrices learn by Muon here, the rest by AdamW. */
  private static Set<String> matrices(Module module) {
    Set<String> names = new HashSet<>();
    StateDict.of(module)
        .forEach((name, weight) -> {
          if (weight.dim() == 2) {
            names.add(name);
          }
        });
    return names;
  }

  private static Map<String, float[]> values(Map<String, Tensor> tensors) {
    Map<String, float[]> values = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> values.put(name, TensorData.floats(tensor)));
    return values;
  }

  private static void assertSameValues(Map<String, float[]> a, Map<String, float[]> b) {
    assertEquals(a.keySet(), b.keySet());
    a.forEach((name, values) -> assertArrayEquals(values, b.get(name), name));
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(Math.max(0, milliseconds));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aCheckpointIsReadableWeights() throws IOException {
    Run run = run(folder, 1, 1, 60, 2, step -> {});
    Map<String, Safetensors.Entry> saved =
        Safetensors.read(folder.resolve("checkpoint/weights.safetensors"));
    run.weights()
        .forEach((name, values) -> assertArrayEquals(values, saved.get(name).values(), name));
    assertEquals("1", Files.readString(folder.resolve("checkpoint/step.txt")).strip());
  }
}
