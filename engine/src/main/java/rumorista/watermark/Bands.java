package rumorista.watermark;

/** Sums bins of a short-time spectrum into the bands of the grid, bins on an edge in parts. */
final class Bands {
  private final int[] bin = new int[Grid.BANDS + 1]; // in which an edge lies
  private final float[] part = new float[Grid.BANDS + 1]; // of that bin that lies below the edge

  /**
   * @param pitch factor by which the frequencies of the sound were raised
   */
  Bands(FrameSpectra spectra, double pitch) {
    int bins = spectra.bins();
    for (int i = 0; i <= Grid.BANDS; i++) {
      double hertz = (Grid.LOWEST_HERTZ + i * Grid.BAND_HERTZ) * pitch;
      double edge = Math.clamp(hertz / spectra.binHertz() + 0.5 - spectra.firstBin(), 0, bins);
      bin[i] = (int) Math.min(bins - 1, Math.floor(edge));
      part[i] = (float) (edge - bin[i]);
    }
  }

  /** Writes the powers of the bands to {@code result[at .. at + Grid.BANDS)}. */
  void sum(float[] frame, float[] result, int at) {
    for (int band = 0; band < Grid.BANDS; band++) {
      float inside = (1 - part[band]) * frame[bin[band]];
      if (bin[band + 1] == bin[band]) {
        inside = (part[band + 1] - part[band]) * frame[bin[band]];
      } else {
        for (int k = bin[band] + 1; k < bin[band + 1]; k++) {
          inside += frame[k];
        }
        inside += part[band + 1] * frame[bin[band + 1]];
      }
      result[at + band] = inside;
    }
  }
}
