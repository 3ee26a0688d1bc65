package rumorista.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import rumorista.model.small.SmallNetwork;
import rumorista.tensor.TensorData;

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
  private final ExampleMaker maker;
  private final TrainingOptions options;
  private final ExecutorService makers;
  private final NavigableMap<Long, List<Future<Example>>> ahead = new TreeMap<>();

  FlowTask(SmallNetwork network, ExampleMaker maker, TrainingOptions options) {
    this.network = network;
    this.maker = maker;
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
    List<Example> examples =
        whole.subList(whole.size() * part / parts, whole.size() * (part + 1) / parts).stream()
            .map(FlowTask::get)
            .toList();
    int size = examples.size();
    Batch batch = Batch.of(examples, network.spec());
    Tensor sound = network.bring(batch.sound());
    Tensor time = network.bring(times(step * parts + part, size));
    Generator generator =
        torch.createCPUGenerator(options.seed() * 1_000_003 + step * parts + part);
    Tensor noise = network.bring(torch.randn(sound.shape(), new GeneratorOptional(generator)));
    Tensor mixed = torch.lerp(noise, sound, time.view(size, 1, 1));
    Tensor clean = network.clean(mixed, time, network.bring(batch.conditions())).to(sound);
    Tensor way =
        time.view(size, 1, 1)
            .neg()
            .add(new Scalar(1))
            .clamp_min(new Scalar(SmallNetwork.SHORTEST_WAY));
    return clean.sub(sound).div(way).square().mean();
  }

  /** Four drafts and what the network makes of them: {@code step-001500.png}. */
  @Override
  public void sample(long step, Path folder) throws IOException {
    Files.createDirectories(folder);
    FlowSample.write(network, maker, folder.resolve("step-%06d.png".formatted(step)));
  }

  private Tensor times(long number, int size) {
    SplittableRandom random = new SplittableRandom(options.seed() * 31 + number);
    float[] times = new float[size];
    for (int i = 0; i < size; i++) {
      times[i] = (float) (1 / (1 + Math.exp(-(TIME_MEAN + TIME_SPREAD * random.nextGaussian()))));
    }
    return TensorData.of(times, size);
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
      futures.add(makers.submit(() -> maker.make(options.seed(), index)));
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
