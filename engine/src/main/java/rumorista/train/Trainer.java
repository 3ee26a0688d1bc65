package rumorista.train;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rumorista.Device;
import rumorista.RumoristaException;
import rumorista.tensor.Autocast;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorScope;

/**
 * The loop that every network is trained by, top to bottom. A step is a function of the options and
 * its number, so a run that is resumed gives the same losses as one that was never broken off.
 */
final class Trainer {
  private static final double LARGEST_GRADIENT = 1;
  private static final double WEIGHT_DECAY = 0.01;
  private static final double MINUTES_BETWEEN_CHECKPOINTS = 4;
  private static final int STEPS_BETWEEN_LINES = 20;

  /**
   * Examples are shared out among this many threads, each computing on one core: faster than many
   * cores on one product, and unhurt by other work on the machine. A GPU takes them all at once.
   */
  private static final int WORKERS = 2;

  /** What is learned. */
  interface Task {
    Module module();

    /**
     * The mean loss of share {@code part} of {@code parts} of a step's examples: a scalar to be
     * differentiated, made in the caller's scope. Called on several threads at once.
     */
    Tensor loss(long step, int part, int parts);

    /** Names of the weights that learn by {@link Muon}; the others learn by AdamW. */
    default Set<String> orthogonal() {
      return Set.of();
    }

    /**
     * Leaves something for the eye or the ear in a folder, which may not exist yet. The module has
     * the averaged weights meanwhile; later losses must not depend on this.
     */
    default void sample(long step, Path folder) throws IOException {}
  }

  private final Task task;
  private final TrainingOptions options;
  private final Map<String, Tensor> weights;
  private final Map<String, Tensor> average;
  private final TensorVector parameters;
  private final AdamW adam;
  private final Muon muon;
  private final ExecutorService workers;
  private final List<Callable<Double>> parts = new ArrayList<>();
  private long step;

  Trainer(Task task, TrainingOptions options) {
    this.task = task;
    this.options = options;
    this.weights = StateDict.of(task.module());
    this.average = Checkpoint.copy(weights);
    this.parameters = task.module().parameters();
    AdamWOptions settings = new AdamWOptions(options.learningRate());
    settings.weight_decay().put(WEIGHT_DECAY);
    settings.betas().put(0, 0.9);
    settings.betas().put(1, 0.95);
    this.muon = new Muon(task.module(), task.orthogonal());
    this.adam = new AdamW(muon.others(), settings);
    int shares = options.device() == Device.CUDA ? 1 : Math.min(WORKERS, options.batch());
    this.workers = Executors.newFixedThreadPool(shares, Thread.ofPlatform().daemon().factory());
    for (int i = 0; i < shares; i++) {
      int part = i;
      parts.add(() -> part(part, shares));
    }
  }

  /**
   * Trains from the last checkpoint on until the steps are done or the time is up; returns the
   * steps done. An interrupted thread leaves a checkpoint too and throws {@code CANCELLED}.
   */
  long run(TrainingLog log) {
    return run(log, MINUTES_BETWEEN_CHECKPOINTS);
  }

  long run(TrainingLog log, double minutesBetweenCheckpoints) {
    try {
      Checkpoint checkpoint = new Checkpoint(options.out());
      try {
        learn(checkpoint, log, minutesBetweenCheckpoints);
      } catch (InterruptedException e) {
        keep(checkpoint);
        Thread.currentThread().interrupt();
        throw new RumoristaException(
            RumoristaException.Kind.CANCELLED,
            "interrupted at step %d; a checkpoint is left, and the same command goes on from it"
                .formatted(step));
      }
      return step;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      workers.shutdown();
    }
  }

  /** Waits for what the workers have begun, which still uses the weights, and writes them. */
  private void keep(Checkpoint checkpoint) throws IOException {
    workers.close();
    Thread.interrupted(); // whoever asks twice gets a whole checkpoint as well
    checkpoint.save(step, options, state());
  }

  private void learn(Checkpoint checkpoint, TrainingLog log, double minutesBetweenCheckpoints)
      throws IOException, InterruptedException {
    step = checkpoint.load(state());
    String before = checkpoint.options();
    if (!before.isEmpty() && !before.equals(options.learning())) {
      log.say(
          "goes on with other options than before (%s; now %s): not what one run would have learned"
              .formatted(before, options.learning()));
    }
    long start = System.nanoTime();
    long saved = start;
    while (step < options.steps() && minutesSince(start) < options.minutes()) {
      double loss = step();
      if (!Double.isFinite(loss)) {
        throw invalidInput(
            "step %d: the loss is %s; the last checkpoint is sound, try a lower rate", step, loss);
      }
      step++;
      if (step % STEPS_BETWEEN_LINES == 0) {
        log.step(step, loss, options.rate(step));
      } else {
        log.loss(loss);
      }
      if (minutesSince(saved) >= minutesBetweenCheckpoints) {
        save(checkpoint, log);
        saved = System.nanoTime();
      }
    }
    save(checkpoint, log);
  }

  private void save(Checkpoint checkpoint, TrainingLog log) throws IOException {
    checkpoint.save(step, options, state());
    try {
      log.draw();
      sample();
    } catch (IOException | RuntimeException | LinkageError | InternalError e) {
      // A Java without fonts, say. The checkpoint is there, and the run is worth more than
      // pictures.
      log.say("no pictures of step %d: %s".formatted(step, e));
    }
  }

  /**
   * Lets the task show what it can; the averaged weights take the place of the others meanwhile.
   */
  private void sample() throws IOException {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Map<String, Tensor> learned = Checkpoint.copy(weights);
      putInto(weights, average);
      try {
        task.sample(step, options.out().resolve("samples"));
      } finally {
        putInto(weights, learned);
      }
    }
  }

  private static void putInto(Map<String, Tensor> weights, Map<String, Tensor> values) {
    weights.forEach((name, weight) -> weight.copy_(Objects.requireNonNull(values.get(name))));
  }

  /** One step of learning; returns its loss. */
  private double step() throws InterruptedException {
    task.module().zero_grad(true);
    double loss = 0;
    for (Future<Double> part : workers.invokeAll(parts)) {
      loss += result(part) / parts.size();
    }
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      new AdamWOptions(adam.param_groups().get(0).options()).set_lr(options.rate(step));
      torch.clip_grad_norm_(parameters, LARGEST_GRADIENT);
      adam.step();
      muon.step(options.rate(step), WEIGHT_DECAY);
      Scalar share = new Scalar(1 - Math.min(0.999, (step + 1.0) / (step + 10.0)));
      weights.forEach(
          (name, value) -> Objects.requireNonNull(average.get(name)).lerp_(value, share));
    }
    return loss;
  }

  /**
   * Forward and backward of a share of the examples. Gradients of two workers add to the same sum
   * in any order.
   */
  private double part(int part, int shares) {
    try (TensorScope scope = new TensorScope()) {
      Tensor loss;
      try (Autocast narrow = new Autocast(options.bfloat16())) {
        loss = task.loss(step, part, shares);
      }
      loss.div(new Scalar(shares)).backward();
      return loss.item_float();
    }
  }

  /** What a worker found; what it threw is thrown on. */
  private static double result(Future<Double> part) throws InterruptedException {
    try {
      return part.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private Checkpoint.State state() {
    return new Checkpoint.State(weights, average, muon.momentum(), adam);
  }

  /** The exponential moving average of the weights: what is shipped. */
  Map<String, Tensor> average() {
    return average;
  }

  private static double minutesSince(long nanos) {
    return (System.nanoTime() - nanos) / 60e9;
  }
}
