package rumorista.sample;

/**
 * A voice that was rendered as a whole.
 *
 * @param begin the sample of the film at which it begins; what lies before the film is left out
 * @param samples {@code [2][time]}
 */
record BufferVoice(long begin, float[][] samples) implements Voice {
  @Override
  public long end() {
    return begin + samples[0].length;
  }

  @Override
  public void addTo(float[][] block, long from) {
    long first = Math.max(from, begin);
    long last = Math.min(from + block[0].length, end());
    for (int channel = 0; channel < 2; channel++) {
      for (long i = first; i < last; i++) {
        block[channel][(int) (i - from)] += samples[channel][(int) (i - begin)];
      }
    }
  }
}
