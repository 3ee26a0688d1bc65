package rumorista.watermark;

/**
 * How much noise a spectrum hides, by the model of Johnston (1988): power in critical bands spread
 * to their neighbours (Schroeder, Atal & Hall 1979), less an offset that is larger for tones than
 * for noise. Tonality is told band by band by its spectral flatness, not once for the spectrum.
 */
final class Masking {
  /** Edges of the critical bands (Zwicker 1961), in hertz. */
  private static final double[] EDGES = {
    0, 100, 200, 300, 400, 510, 630, 770, 920, 1080, 1270, 1480, 1720, 2000, 2320, 2700, 3150, 3700,
    4400, 5300, 6400, 7700, 9500, 12000, 15500
  };

  /** Critical bands. */
  static final int COUNT = EDGES.length - 1;

  /** In dB: what noise hides lies so far below it. */
  static final double NOISE_OFFSET = 5.5;

  private static final double TONE_OFFSET = 14.5;
  private static final double FLAT = 3; // dB of flatness that noise has by chance
  private static final double TONAL = 20; // dB beyond that at which a band is a tone
  private static final double FULL_SCALE_LEVEL = 96; // dB of sound pressure of a full-scale sine
  private static final double[][] SPREAD = spread();

  private final double binHertz;
  private final int firstBin;
  private final int bins;

  /** For spectra of so many bins from {@code firstBin} on. */
  Masking(double binHertz, int firstBin, int bins) {
    this.binHertz = binHertz;
    this.firstBin = firstBin;
    this.bins = bins;
  }

  private static double[][] spread() {
    double[][] spread = new double[COUNT][COUNT];
    for (int to = 0; to < COUNT; to++) {
      double sum = 0;
      for (int from = 0; from < COUNT; from++) {
        double x = to - from + 0.474;
        spread[to][from] = Math.pow(10, (15.81 + 7.5 * x - 17.5 * Math.sqrt(1 + x * x)) / 10);
        sum += spread[to][from];
      }
      for (int from = 0; from < COUNT; from++) {
        spread[to][from] /= sum;
      }
    }
    return spread;
  }

  static double lowerEdge(int band) {
    return EDGES[band];
  }

  static double upperEdge(int band) {
    return EDGES[band + 1];
  }

  /** The critical band of a frequency. */
  static int band(double hertz) {
    int band = 0;
    while (band < COUNT - 1 && hertz >= EDGES[band + 1]) {
      band++;
    }
    return band;
  }

  private int bin(double hertz) {
    return (int) Math.clamp(Math.ceil(hertz / binHertz) - firstBin, 0, bins);
  }

  /** Power in each critical band, {@code [COUNT]}, of a spectrum {@code [bins]}. */
  double[] powers(float[] spectrum) {
    double[] powers = new double[COUNT];
    for (int band = 0; band < COUNT; band++) {
      for (int k = bin(EDGES[band]); k < bin(EDGES[band + 1]); k++) {
        powers[band] += spectrum[k];
      }
    }
    return powers;
  }

  /**
   * The power of noise that is just masked, {@code [COUNT]}.
   *
   * @param powers of the spectrum, as of {@link #powers}
   */
  double[] thresholds(float[] spectrum, double[] powers) {
    double[] thresholds = new double[COUNT];
    for (int band = 0; band < COUNT; band++) {
      double spread = 0;
      for (int from = 0; from < COUNT; from++) {
        spread += SPREAD[band][from] * powers[from];
      }
      double tonality = tonality(spectrum, band);
      double offset = tonality * (TONE_OFFSET + band + 1) + (1 - tonality) * NOISE_OFFSET;
      double middle = (EDGES[band] + EDGES[band + 1]) / 2;
      thresholds[band] =
          Math.max(Math.min(spread, 4 * powers[band]) * Math.pow(10, -offset / 10), quiet(middle));
    }
    return thresholds;
  }

  /** From 0 for noise to 1 for a tone, by the flatness of a band and half of its neighbours. */
  private double tonality(float[] spectrum, int band) {
    double width = EDGES[band + 1] - EDGES[band];
    int from = bin(Math.max(0, EDGES[band] - width / 2));
    int to = bin(EDGES[band + 1] + width / 2);
    if (to - from < 2) {
      return 1;
    }
    double sum = 0;
    double logarithms = 0;
    for (int k = from; k < to; k++) {
      sum += spectrum[k];
      logarithms += Levels.decibels(spectrum[k] + 1e-12f);
    }
    double flatness = 10 * Math.log10(sum / (to - from) + 1e-12) - logarithms / (to - from);
    return Math.clamp((flatness - FLAT) / TONAL, 0, 1);
  }

  /** The threshold in quiet (Terhardt 1979), as a power where a full-scale sine is one. */
  private static double quiet(double hertz) {
    double f = hertz / 1000;
    double level =
        3.64 * Math.pow(f, -0.8)
            - 6.5 * Math.exp(-0.6 * (f - 3.3) * (f - 3.3))
            + 1e-3 * Math.pow(f, 4);
    return Math.pow(10, (level - FULL_SCALE_LEVEL) / 10);
  }
}
