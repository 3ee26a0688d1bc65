package rumorista.plot;

import java.util.List;
import rumorista.Waveform;
import rumorista.signal.RealFft;

/** What is heard: time to the right, pitch upwards on a logarithmic scale, level as brightness. */
final class SpectrogramLane {
  private static final int SIZE = 2048;
  private static final double LOWEST = 50; // hertz
  private static final double HIGHEST = 15_000;
  private static final double RANGE = 72; // dB from dark to light
  private static final double TILT = 3; // dB an octave: high sounds are weaker by nature
  private static final List<Integer> MARKS = List.of(100, 200, 500, 1000, 2000, 5000, 10_000);

  private SpectrogramLane() {}

  static void draw(Sheet sheet, Waveform sound, TimeAxis axis, int top, int bottom) {
    double highest = Math.min(HIGHEST, sound.sampleRate() * 0.47);
    float[][] levels = levels(sound, axis, bottom - top, highest);
    double peak = percentile(levels);
    for (int column = 0; column < levels.length; column++) {
      for (int row = 0; row < levels[column].length; row++) {
        double brightness = 1 + (levels[column][row] - peak) / RANGE;
        sheet.image().setRGB(axis.left() + column, bottom - 1 - row, Palette.magma(brightness));
      }
    }
    for (int hertz : MARKS) {
      if (hertz < highest) {
        double y = bottom - Math.log(hertz / LOWEST) / Math.log(highest / LOWEST) * (bottom - top);
        sheet.line(Palette.TEXT, 1, axis.left() - 6, y, axis.left() - 1, y);
        String name = hertz < 1000 ? hertz + " Hz" : hertz / 1000 + " kHz";
        sheet.text(Palette.TEXT, name, axis.left() - 10, y, 1);
      }
    }
  }

  /** Nearly the loudest level: a single click does not darken all the rest. */
  private static double percentile(float[][] levels) {
    double[] all =
        java.util.Arrays.stream(levels)
            .flatMapToDouble(column -> {
              double[] values = new double[column.length];
              for (int i = 0; i < values.length; i++) {
                values[i] = column[i];
              }
              return java.util.Arrays.stream(values);
            })
            .sorted()
            .toArray();
    return all.length == 0 ? 0 : all[(int) (0.9985 * (all.length - 1))];
  }

  /** Levels in dB, {@code [column][row]}, rows from low to high pitch. */
  private static float[][] levels(Waveform sound, TimeAxis axis, int rows, double highest) {
    RealFft fft = new RealFft(SIZE);
    float[] samples = sound.samples()[0];
    float[][] levels = new float[axis.width()][rows];
    float[] real = new float[fft.bins()];
    float[] imaginary = new float[fft.bins()];
    for (int column = 0; column < levels.length; column++) {
      double instant = (column + 0.5) / axis.width() * axis.seconds();
      fft.forward(block(samples, (int) (instant * sound.sampleRate())), real, imaginary);
      double[] power = new double[fft.bins()];
      for (int k = 0; k < power.length; k++) {
        power[k] = real[k] * real[k] + imaginary[k] * imaginary[k];
      }
      for (int row = 0; row < rows; row++) {
        double low = LOWEST * Math.pow(highest / LOWEST, (double) row / rows);
        double high = LOWEST * Math.pow(highest / LOWEST, (row + 1.0) / rows);
        double perBin = (double) sound.sampleRate() / SIZE;
        double tilt = TILT * Math.log(low / 1000) / Math.log(2);
        levels[column][row] =
            (float) (10 * Math.log10(mean(power, low / perBin, high / perBin) + 1e-9) + tilt);
      }
    }
    return levels;
  }

  /** Mean power between two places on the axis of bins; between bins, interpolated. */
  private static double mean(double[] power, double from, double to) {
    if (to - from < 1) {
      double place = Math.min(power.length - 1.001, (from + to) / 2);
      int bin = (int) place;
      return power[bin] + (place - bin) * (power[bin + 1] - power[bin]);
    }
    int first = (int) Math.round(from);
    int last = Math.max(first + 1, (int) Math.round(to));
    double sum = 0;
    for (int k = first; k < last; k++) {
      sum += power[Math.min(power.length - 1, k)];
    }
    return sum / (last - first);
  }

  private static float[] block(float[] samples, int centre) {
    float[] block = new float[SIZE];
    int start = centre - SIZE / 2;
    for (int i = Math.max(0, -start); i < Math.min(SIZE, samples.length - start); i++) {
      block[i] = samples[start + i] * (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / SIZE));
    }
    return block;
  }
}
