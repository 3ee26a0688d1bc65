package rumorista.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import rumorista.model.small.Vocoder;
import rumorista.signal.MelSpectrogram;
import rumorista.tensor.TensorData;

/**
 * Learning how phases turn: the squared distance of each named turn from the true one, which makes
 * an uncertain answer a short one, and the error of the corrected levels. A network that knows
 * nothing has a loss of one for each direction.
 */
final class VocoderTask implements Trainer.Task {
  private static final double LEVELS_MATTER = 0.3;

  private final Vocoder vocoder;
  private final MelSpectrogram mel;
  private final SoundCache sounds;
  private final TrainingOptions options;
  private final int frames;
  private final int[] recordings;
  private final double[] chance; // cumulative

  /**
   * @param used recordings to learn from
   * @param frames of an example
   */
  VocoderTask(
      Vocoder vocoder,
      MelSpectrogram mel,
      SoundCache sounds,
      List<Integer> used,
      TrainingOptions options,
      int frames) {
    this.vocoder = vocoder;
    this.mel = mel;
    this.sounds = sounds;
    this.options = options;
    this.frames = frames;
    this.recordings = used.stream().filter(i -> sounds.length(i) > 0).mapToInt(i -> i).toArray();
    this.chance = new double[recordings.length];
    double sum = 0;
    for (int i = 0; i < recordings.length; i++) {
      // The square root: a long recording has more to teach, but not in proportion.
      sum += Math.sqrt(sounds.length(recordings[i]));
      chance[i] = sum;
    }
  }

  @Override
  public Module module() {
    return vocoder;
  }

  @Override
  public Tensor loss(long step, int part, int parts) {
    List<PhaseExample> batch = new ArrayList<>();
    for (long number : options.examples(step, part, parts)) {
      batch.add(example(number));
    }
    int bins = mel.bins() - 1;
    Tensor levels = gather(batch, PhaseExample::levels, batch.size(), frames, bins);
    Tensor truth = gather(batch, PhaseExample::truth, batch.size(), Vocoder.OUTPUTS, frames, bins);
    Tensor weight = gather(batch, PhaseExample::weight, batch.size(), 3, frames, bins);
    Tensor error = vocoder.forward(levels).sub(truth).square();
    Tensor time = error.narrow(1, 0, 2).mul(weight.narrow(1, 0, 1)).sum();
    Tensor frequency = error.narrow(1, 2, 2).mul(weight.narrow(1, 1, 1)).sum();
    Tensor level = error.narrow(1, 4, 1).mul(weight.narrow(1, 2, 1)).sum();
    return time.add(frequency)
        .add(level.mul(new Scalar(LEVELS_MATTER)))
        .div(new Scalar(batch.size()));
  }

  /** Example number {@code index}: a random piece of a random recording, louder or softer. */
  private PhaseExample example(long index) {
    SplittableRandom random =
        new SplittableRandom(options.seed() * 0x9E3779B97F4A7C15L + index * 0xD1B54A32D192ED03L);
    double mark = random.nextDouble() * chance[chance.length - 1];
    int drawn = 0;
    while (chance[drawn] < mark) {
      drawn++;
    }
    int count = frames * mel.hop();
    int spare = sounds.length(recordings[drawn]) - count;
    int from = spare <= 0 ? 0 : random.nextInt(spare + 1);
    float[] sound = sounds.samples(recordings[drawn], from, count);
    float gain = (float) Math.pow(10, random.nextDouble(-30, 6) / 20);
    for (int i = 0; i < sound.length; i++) {
      sound[i] *= gain;
    }
    return PhaseExample.of(sound, mel, random);
  }

  private static Tensor gather(
      List<PhaseExample> batch, Function<PhaseExample, float[]> part, long... shape) {
    int length = part.apply(batch.getFirst()).length;
    float[] all = new float[batch.size() * length];
    for (int i = 0; i < batch.size(); i++) {
      System.arraycopy(part.apply(batch.get(i)), 0, all, i * length, length);
    }
    return TensorData.of(all, shape);
  }
}
