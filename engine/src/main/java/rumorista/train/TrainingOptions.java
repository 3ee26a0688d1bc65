package rumorista.train;

import static rumorista.RumoristaException.invalidInput;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import rumorista.Device;

/**
 * How a network is trained.
 *
 * @param out folder for checkpoints, curves and samples; a checkpoint that is there is resumed
 * @param minutes to stop after; a checkpoint is left
 * @param steps after which the training is complete; the learning rate follows half a cosine over
 *     them
 * @param batch examples a step
 * @param learningRate of AdamW and Muon, at its highest
 * @param seed of weights, examples and noise
 * @param device where the network learns; a run may go on on another one. Untested on a GPU
 * @param bfloat16 whether products are made in 16 bits (weights keep their 32)
 */
public record TrainingOptions(
    Path out,
    double minutes,
    long steps,
    int batch,
    double learningRate,
    long seed,
    Device device,
    boolean bfloat16) {
  private static final long WARM_UP_STEPS = 200;
  private static final double LAST_RATE = 0.1; // of the highest

  public TrainingOptions {
    boolean rateIsGood = learningRate > 0 && Double.isFinite(learningRate);
    if (!(minutes > 0) || steps < 1 || batch < 1 || !rateIsGood) {
      throw invalidInput(
          "minutes %s, steps %d, batch %d, learning rate %s; all must be positive",
          minutes, steps, batch, learningRate);
    }
  }

  /** Training on the CPU, in 32 bits. */
  public TrainingOptions(
      Path out, double minutes, long steps, int batch, double learningRate, long seed) {
    this(out, minutes, steps, batch, learningRate, seed, Device.CPU, false);
  }

  /** The same in 16 bits, or in 32. */
  public TrainingOptions in(boolean bfloat16Products) {
    return new TrainingOptions(
        out, minutes, steps, batch, learningRate, seed, device, bfloat16Products);
  }

  /** What decides what a step learns: a run that goes on with others is another run. */
  String learning() {
    return "steps %d, batch %d, rate %s, seed %d%s"
        .formatted(steps, batch, learningRate, seed, bfloat16 ? ", bf16" : "");
  }

  /** Adds to the record of a model what it was trained with, and by which commit. */
  void record(Map<String, Object> record) {
    record.put("batch", batch);
    record.put("learningRate", learningRate);
    record.put("precision", bfloat16 ? "bf16" : "fp32");
    record.put("seed", seed);
    record.put("commit", System.getProperty("rumorista.commit", "unknown"));
  }

  /** The numbers of the examples of a step that fall to one of so many parts. */
  long[] examples(long step, int part, int parts) {
    return LongStream.range((long) batch * part / parts, (long) batch * (part + 1) / parts)
        .map(i -> step * batch + i)
        .toArray();
  }

  /** The learning rate of a step: a warm-up, then half a cosine down to a tenth. */
  double rate(long step) {
    double warm = Math.min(1, (step + 1.0) / WARM_UP_STEPS);
    double done = Math.min(1, (double) step / steps);
    return learningRate
        * warm
        * (LAST_RATE + (1 - LAST_RATE) * 0.5 * (1 + Math.cos(Math.PI * done)));
  }
}
