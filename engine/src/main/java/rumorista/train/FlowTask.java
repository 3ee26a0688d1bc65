package rumorista.train;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import rumorista.model.ModelSpec;
import rumorista.model.small.SmallConditions;
import rumorista.model.small.SmallNetwork;
import rumorista.tensor.TensorData;
import rumorista.text.SentenceEncoder;

/**
 * Flow matching (Lipman et al. 2023) with x-prediction and the loss on the velocity (Li & He 2025):
 * noise and sound are mixed, the network names the sound, and what counts is the direction in which
 * it would move.
 */
final class FlowTask implements Trainer.Task, AutoCloseable {
  private static final double TIME_MEAN =
      -0.6; // of a logit-normal distribution (Esser et al. 2024)
  private static final double TIME_SPREAD = 1.0;
  private static final int BATCHES_AHEAD = 3;

  private final SmallNetwork network;
  private final ExampleMaker examples;
  private final TrainingOptions options;
  private final ExecutorService makers;
  private final NavigableMap<Long, List<Future<Example>>> ahead = new TreeMap<>();

  FlowTask(SmallNetwork network, ExampleMaker examples, TrainingOptions options) {
    this.network = network;
    this.examples = examples;
    this.options = options;
    this.makers = Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());
  }

  @Override
  public Module module() {
    return network;
  }

  @Override
  public Tensor loss(long step, int part, int parts) {
    List<Future<Example>> whole = batch(step);
    List<Example> batch =
        whole.subList(whole.size() * part / parts, whole.size() * (part + 1) / parts).stream()
            .map(FlowTask::get)
            .toList();
    ModelSpec.Small spec = network.spec();
    int size = batch.size();
    Tensor sound =
        gather(
            batch.stream().map(Example::target).toList(), size, spec.windowTokens(), spec.patch());
    SmallConditions conditions =
        new SmallConditions(
            gather(batch.stream().map(Example::text).toList(), size, SentenceEncoder.WIDTH),
            mask(batch.stream().map(Example::textShown).toList(), size, 1),
            gather(batch.stream().map(Example::timeline).toList(), size, spec.windowTokens(), 2),
            mask(batch.stream().map(Example::timelineShown).toList(), size, 1, 1)
                .expand(size, spec.windowTokens(), 1),
            gather(
                batch.stream().map(Example::draft).toList(),
                size,
                spec.windowTokens(),
                spec.patch()),
            mask(batch.stream().map(Example::draftShown).toList(), size, 1, 1)
                .expand(size, spec.windowTokens(), 1));
    Tensor time = times(step * parts + part, size);
    Generator generator =
        torch.createCPUGenerator(options.seed() * 1_000_003 + step * parts + part);
    Tensor noise = torch.randn(sound.shape(), new GeneratorOptional(generator));
    Tensor mixed = torch.lerp(noise, sound, time.view(size, 1, 1));
    Tensor clean = network.clean(mixed, time, conditions);
    Tensor way =
        time.view(size, 1, 1)
            .neg()
            .add(new Scalar(1))
            .clamp_min(new Scalar(SmallNetwork.SHORTEST_WAY));
    return clean.sub(sound).div(way).square().mean();
  }

  private Tensor times(long number, int size) {
    SplittableRandom random = new SplittableRandom(options.seed() * 31 + number);
    float[] times = new float[size];
    for (int i = 0; i < size; i++) {
      times[i] = (float) (1 / (1 + Math.exp(-(TIME_MEAN + TIME_SPREAD * random.nextGaussian()))));
    }
    return TensorData.of(times, size);
  }

  private static Tensor gather(List<float[]> rows, long... shape) {
    float[] all = new float[rows.size() * rows.getFirst().length];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, all, i * rows.getFirst().length, rows.getFirst().length);
    }
    return TensorData.of(all, shape);
  }

  private static Tensor mask(List<Float> values, long... shape) {
    float[] all = new float[values.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = values.get(i);
    }
    return TensorData.of(all, shape);
  }

  /** The examples of a step; those of the next steps are made meanwhile. */
  private synchronized List<Future<Example>> batch(long step) {
    ahead.headMap(step).clear();
    for (long next = step; next < step + BATCHES_AHEAD; next++) {
      ahead.computeIfAbsent(next, this::order);
    }
    return Objects.requireNonNull(ahead.get(step));
  }

  private List<Future<Example>> order(long step) {
    List<Future<Example>> futures = new ArrayList<>();
    for (int i = 0; i < options.batch(); i++) {
      long index = step * options.batch() + i;
      futures.add(makers.submit(() -> examples.make(options.seed(), index)));
    }
    return futures;
  }

  private static Example get(Future<Example> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("training was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("an example could not be made", e.getCause());
    }
  }

  @Override
  public void close() {
    makers.shutdownNow();
  }
}
