package rumorista.watermark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
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
  private final GainFilter[] filters; // [channel]
  private final FrameSpectra[] spectra; // [channel]
  private final Bands bands;
  private final int bins;
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
    this.filters = new GainFilter[source.channels()];
    this.spectra = new FrameSpectra[source.channels()];
    Arrays.setAll(filters, i -> new GainFilter(source.sampleRate()));
    Arrays.setAll(spectra, i -> new FrameSpectra(source.sampleRate(), 1, 300, 7700));
    this.bands = new Bands(spectra[0], 1);
    this.bins = spectra[0].bins();
    for (int i = 0; i < CONTEXT * Grid.FRAMES; i++) {
      frames.add(new float[bins]);
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
      if (frames.size() < SPAN * Grid.FRAMES && !ended) {
        collect(source.read());
        continue;
      }
      float[][] gains = planBlock();
      long start = firstSlot + CONTEXT;
      firstSlot += Grid.SLOTS;
      finished = ended && filters[0].ends(start + Grid.SLOTS);
      float[][] block = new float[filters.length][];
      eachChannel(i -> block[i] = filters[i].apply(gains, start, finished));
      if (block[0].length > 0) {
        return new Waveform(block, sampleRate());
      }
    }
    return null;
  }

  /** Takes a block in, or learns that the sound has ended. */
  private void collect(@Nullable Waveform block) {
    ended = block == null;
    List<List<float[]>> ofChannels = new ArrayList<>();
    for (int i = 0; i < spectra.length; i++) {
      ofChannels.add(new ArrayList<>());
    }
    eachChannel(i -> {
      if (block == null) {
        spectra[i].finish();
      } else {
        spectra[i].add(Waveform.mono(block.samples()[i], block.sampleRate()));
        filters[i].add(block.samples()[i]);
      }
      for (float[] frame = spectra[i].next(); frame != null; frame = spectra[i].next()) {
        ofChannels.get(i).add(frame);
      }
    });
    for (int t = 0; t < ofChannels.getFirst().size(); t++) {
      float[] sum = ofChannels.getFirst().get(t);
      for (List<float[]> channel : ofChannels.subList(1, ofChannels.size())) {
        for (int k = 0; k < sum.length; k++) {
          sum[k] += channel.get(t)[k];
        }
      }
      frames.add(sum);
    }
  }

  /** Channels are worked on side by side: they share nothing but the gains. */
  private void eachChannel(IntConsumer work) {
    IntStream.range(0, filters.length).parallel().forEach(work);
  }

  /** Gains of the next block, {@code [slot][band]} in dB. */
  private float[][] planBlock() {
    float[] level = new float[SPAN * Grid.BANDS];
    float[] mask = new float[SPAN * Grid.BANDS];
    Masking masking = new Masking(spectra[0].binHertz(), spectra[0].firstBin(), bins);
    float[] power = new float[Grid.BANDS];
    for (int slot = 0; slot < SPAN; slot++) {
      float[] mean = new float[bins];
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
    return Audibility.noiseToMask(Arrays.stream(filters).map(GainFilter::audibility).toList());
  }

  @Override
  public void close() {
    source.close();
  }
}
