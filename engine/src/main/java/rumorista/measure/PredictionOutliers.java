package rumorista.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds spikes and jumps: places where the error of a linear prediction has the shape that a single
 * pulse or step leaves in it, far above the error around (Godsill & Rayner, Digital Audio
 * Restoration, 1998, chapter 5). A recorded attack excites for longer and does not have this shape.
 */
final class PredictionOutliers {
  private static final int ORDER = 24;
  private static final double NOISE = 1e-5; // of the power: how far empty bands are raised
  private static final int FRAME = 2048;
  private static final int HOP = 1024;
  private static final int RISE = 8; // samples of a smoothed pulse before its highest
  private static final int SHAPE = RISE + ORDER + 8; // samples of its error that are compared
  private static final int MARGIN = 8; // samples before and after it that must be quiet too
  private static final int AROUND = 240; // samples to either side that the error is compared with
  private static final int APART = 160; // samples between clicks that count as two
  private static final int PHASES = 4; // fractions of a sample at which a pulse is tried
  private static final double CANDIDATE = 5; // times the error around

  private final double least; // dB over the error around
  private final double alike; // share of the energy that the shape explains

  PredictionOutliers(double least, double alike) {
    this.least = least;
    this.alike = alike;
  }

  /** The clicks of one channel. */
  List<Fault> find(float[] original, int channel, int originalRate) {
    float[] samples = Lowered.of(original, originalRate);
    int sampleRate = Math.min(originalRate, Lowered.SAMPLE_RATE);
    List<Fault> faults = new ArrayList<>();
    int length = samples.length;
    float[] errors = new float[length];
    int last = Integer.MIN_VALUE / 2;
    for (int start = 0; start < length; start += HOP) {
      int fitStart = Math.max(0, Math.min(start - (FRAME - HOP) / 2, length - FRAME));
      int fitEnd = Math.min(length, fitStart + FRAME);
      LinearPrediction prediction = LinearPrediction.fit(samples, fitStart, fitEnd, ORDER, NOISE);
      int from = Math.max(0, start - AROUND - MARGIN);
      int to = Math.min(length, start + HOP + AROUND + SHAPE + MARGIN);
      prediction.error(samples, from, to, errors);
      double[][] shapes = shapes(prediction);
      for (int n = start; n < Math.min(length, start + HOP); n++) {
        if (n - last < APART || !stands(errors, n, from, to)) {
          continue;
        }
        Match match = match(errors, n, from, to, shapes);
        if (match.decibels >= least && match.alike >= alike) {
          double seconds = (double) n / sampleRate;
          faults.add(new Fault(seconds, Fault.Kind.CLICK, match.decibels, channel));
          last = n;
        }
      }
    }
    return faults;
  }

  /** A cheap test before the matching: is this the strongest error nearby, and an outlier? */
  private static boolean stands(float[] errors, int n, int from, int to) {
    float height = Math.abs(errors[n]);
    if (height < 1e-5f) {
      return false;
    }
    for (int i = Math.max(from, n - SHAPE / 2); i < Math.min(to, n + SHAPE / 2); i++) {
      if (Math.abs(errors[i]) > height) {
        return false;
      }
    }
    return height > CANDIDATE * Math.sqrt(around(errors, n - SHAPE / 2, from, to));
  }

  /** The larger mean power of the error before and after a shape that begins at {@code n}. */
  private static double around(float[] errors, int n, int from, int to) {
    int beforeEnd = n - MARGIN;
    int afterStart = n + SHAPE + MARGIN;
    double before = power(errors, Math.max(from, beforeEnd - AROUND), beforeEnd);
    double after = power(errors, afterStart, Math.min(to, afterStart + AROUND));
    return Math.max(Math.max(before, after), 1e-13);
  }

  private static double power(float[] errors, int start, int end) {
    double sum = 0;
    for (int i = start; i < end; i++) {
      sum += errors[i] * errors[i];
    }
    return end - start < AROUND / 4 ? 0 : sum / (end - start);
  }

  /**
   * How well the error is explained by a pulse or step.
   *
   * @param decibels energy of the shape over the mean power of the error around it
   * @param alike share of the energy near it that the shape explains
   */
  record Match(double decibels, double alike) {}

  /** The best match with any shape at any shift. */
  private static Match match(float[] errors, int n, int from, int to, double[][] shapes) {
    double best = 0;
    Match found = new Match(Double.NEGATIVE_INFINITY, 0);
    for (int begin = Math.max(from, n - SHAPE); begin <= n - RISE + 2; begin++) {
      for (double[] shape : shapes) {
        double match = 0;
        for (int i = Math.max(0, -begin); i < SHAPE && begin + i < to; i++) {
          match += errors[begin + i] * shape[i];
        }
        if (match * match > best) {
          best = match * match;
          double energy = energy(errors, begin - MARGIN, begin + SHAPE + MARGIN, from, to);
          double around = around(errors, begin, from, to);
          found = new Match(10 * Math.log10(best / around), best / energy);
        }
      }
    }
    return found;
  }

  private static double energy(float[] errors, int start, int end, int from, int to) {
    double energy = 0;
    for (int i = Math.max(from, start); i < Math.min(to, end); i++) {
      energy += errors[i] * errors[i];
    }
    return energy;
  }

  /** Unit vectors: what a pulse and a step between two samples leave in the error. */
  private static double[][] shapes(LinearPrediction prediction) {
    double[][] shapes = new double[2 * PHASES][];
    for (int k = 0; k < PHASES; k++) {
      double[] pulse = pulse((double) k / PHASES);
      double[] step = new double[SHAPE];
      double sum = 0;
      for (int i = 0; i < SHAPE; i++) {
        sum += pulse[i];
        step[i] = sum;
      }
      shapes[2 * k] = unit(prediction.response(pulse, SHAPE));
      shapes[2 * k + 1] = unit(prediction.response(step, SHAPE));
    }
    return shapes;
  }

  private static double[] unit(double[] values) {
    double energy = 0;
    for (double value : values) {
      energy += value * value;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= Math.sqrt(energy);
    }
    return values;
  }

  /** A pulse at sample {@code RISE} and a fraction, without what is above 15 kHz. */
  private static double[] pulse(double fraction) {
    double[] pulse = new double[SHAPE];
    for (int i = 0; i < SHAPE; i++) {
      double x = i - RISE - fraction;
      double angle = Math.PI * x * 15 / 16;
      double sinc = Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle;
      double window = 0.5 * (1 + Math.cos(Math.PI * x / (SHAPE - RISE)));
      pulse[i] = sinc * window;
    }
    return pulse;
  }
}
