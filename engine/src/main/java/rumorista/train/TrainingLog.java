package rumorista.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.Consumer;
import rumorista.plot.Curve;

/**
 * Tells how training goes: a line to the user now and then, and every line's figures into {@code
 * curve.csv}, which {@code curve.png} shows.
 */
final class TrainingLog {
  private static final String HEADER = "step,loss,rate,seconds\n";

  private final Path curve;
  private final TrainingOptions options;
  private final Consumer<String> lines;
  private final long start = System.nanoTime();
  private long firstStep = -1;
  private double sum;
  private int count;

  TrainingLog(TrainingOptions options, Consumer<String> lines) throws IOException {
    Files.createDirectories(options.out());
    this.curve = options.out().resolve("curve.csv");
    this.options = options;
    this.lines = lines;
    if (!Files.exists(curve)) {
      Files.writeString(curve, HEADER);
    }
  }

  /** Remembers a loss for the next line. */
  void loss(double loss) {
    sum += loss;
    count++;
  }

  /** Tells the user. */
  void say(String line) {
    lines.accept(line);
  }

  /** Draws the curve, once there is a point of it. */
  void draw() throws IOException {
    if (Files.size(curve) > HEADER.length()) {
      Curve.write(curve, options.out().resolve("curve.png"));
    }
  }

  /** Writes a line: the mean loss since the last one, the speed and the time that is left. */
  void step(long step, double loss, double rate) throws IOException {
    loss(loss);
    double seconds = (System.nanoTime() - start) / 1e9;
    firstStep = firstStep < 0 ? step - count : firstStep;
    double stepsPerSecond = (step - firstStep) / seconds;
    double left =
        Math.min((options.steps() - step) / stepsPerSecond, options.minutes() * 60 - seconds);
    lines.accept(
        String.format(
            Locale.ROOT,
            "step %d/%d  loss %.4f  rate %.2e  %.2f steps/s  %.0f min left",
            step,
            options.steps(),
            sum / count,
            rate,
            stepsPerSecond,
            left / 60));
    Files.writeString(
        curve,
        String.format(Locale.ROOT, "%d,%.5f,%.3e,%.0f%n", step, sum / count, rate, seconds),
        StandardOpenOption.APPEND);
    sum = 0;
    count = 0;
  }
}
