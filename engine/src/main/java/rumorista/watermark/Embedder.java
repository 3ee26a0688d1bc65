package rumorista.watermark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.SoundStream;
import rumorista.Waveform;

/**
 * Puts the mark into a sound as it passes, a block of 2.56 s after the other. Only frequencies from
 * 400 to 6306 Hz are changed, and nothing else moves: the result is as long as the source.
 */
final class Embedder implements MarkedSound {
  private static final int CONTEXT = 12; // slots to either side of a block that are looked at
  private static final int SPAN = Grid.SLOTS + 2 * CONTEXT;

  private final SoundStream source;
  private final GainPlan plan;
  private final GainFilter filter;
  private final FrameSpectra spectra;
  private final Bands bands;
  private final List<float[]> frames = new ArrayList<>(); // from slot firstSlot on
  private long firstSlot = -CONTEXT; // of the span that is planned next
  private boolean ended;
  private boolean finished;

  /**
   * @param pattern {@code [slot][band]}: how strongly a chip is to rise or fall, of a strength of
   *     one
   * @param strength in dB
   */
  Embedder(SoundStream source, float[] pattern, double strength) {
    this.source = source;
    this.plan = new GainPlan(pattern, strength);
    this.filter = new GainFilter(source.sampleRate(), source.channels());
    this.spectra = new FrameSpectra(source.sampleRate(), source.channels(), 300, 7700);
    this.bands = new Bands(spectra, 1);
    for (int i = 0; i < CONTEXT * Grid.FRAMES; i++) {
      frames.add(new float[spectra.bins()]);
    }
  }

  @Override
  public int sampleRate() {
    return source.sampleRate();
  }

  @Override
  public int channels() {
    return source.channels();
  }

  @Override
  public @Nullable Waveform read() {
    while (!finished) {
      collect();
      if (frames.size() < SPAN * Grid.FRAMES && !ended) {
        Waveform block = source.read();
        if (block == null) {
          ended = true;
          spectra.finish();
        } else {
          spectra.add(block);
          filter.add(block);
        }
        continue;
      }
      float[][] gains = planBlock();
      long start = firstSlot + CONTEXT;
      firstSlot += Grid.SLOTS;
      finished = ended && filter.ends(start + Grid.SLOTS);
      Waveform block = filter.apply(gains, start, finished);
      if (block.length() > 0) {
        return block;
      }
    }
    return null;
  }

  private void collect() {
    for (float[] frame = spectra.next(); frame != null; frame = spectra.next()) {
      frames.add(frame);
    }
  }

  /** Gains of the next block, {@code [slot][band]} in dB. */
  private float[][] planBlock() {
    float[] level = new float[SPAN * Grid.BANDS];
    float[] mask = new float[SPAN * Grid.BANDS];
    Masking masking = new Masking(spectra.binHertz(), spectra.firstBin(), spectra.bins());
    float[] power = new float[Grid.BANDS];
    for (int slot = 0; slot < SPAN; slot++) {
      float[] mean = new float[spectra.bins()];
      for (int i = slot * Grid.FRAMES; i < (slot + 1) * Grid.FRAMES && i < frames.size(); i++) {
        for (int k = 0; k < mean.length; k++) {
          mean[k] += frames.get(i)[k] / Grid.FRAMES;
        }
      }
      bands.sum(mean, power, 0);
      for (int band = 0; band < Grid.BANDS; band++) {
        level[slot * Grid.BANDS + band] = Levels.decibels(power[band]);
      }
      GainPlan.mask(masking, mean, mask, slot * Grid.BANDS);
    }
    frames.subList(0, Math.min(frames.size(), Grid.SLOTS * Grid.FRAMES)).clear();
    float[] gains = plan.next(level, mask, CONTEXT, SPAN);
    float[][] rows = new float[Grid.SLOTS][];
    for (int slot = 0; slot < Grid.SLOTS; slot++) {
      int row = (CONTEXT + slot) * Grid.BANDS;
      rows[slot] = Arrays.copyOfRange(gains, row, row + Grid.BANDS);
    }
    return rows;
  }

  @Override
  public double noiseToMask() {
    return filter.noiseToMask();
  }

  @Override
  public void close() {
    source.close();
  }
}
