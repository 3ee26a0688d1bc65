package rumorista.mix;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.SoundStream;
import rumorista.Waveform;

/** The sum of sounds of one rate and channel count, as long as the longest of them. */
public final class StemMix implements SoundStream {
  private static final int BLOCK = 4096;

  private final List<SampleQueue> queues;
  private final List<SoundStream> stems;

  /**
   * Takes the stems over.
   *
   * @param stems at least one; all of one sample rate and channel count
   */
  public StemMix(List<SoundStream> stems) {
    SoundStream first = stems.getFirst();
    for (SoundStream stem : stems) {
      if (stem.sampleRate() != first.sampleRate() || stem.channels() != first.channels()) {
        throw new IllegalArgumentException(
            "%d channels at %d Hz beside %d at %d; wanted stems of one format"
                .formatted(
                    stem.channels(), stem.sampleRate(), first.channels(), first.sampleRate()));
      }
    }
    this.stems = List.copyOf(stems);
    this.queues = stems.stream().map(SampleQueue::new).toList();
  }

  @Override
  public int sampleRate() {
    return stems.getFirst().sampleRate();
  }

  @Override
  public int channels() {
    return stems.getFirst().channels();
  }

  @Override
  public @Nullable Waveform read() {
    float[][] sum = new float[channels()][BLOCK];
    int length = 0;
    for (SampleQueue queue : queues) {
      length = Math.max(length, queue.addTo(sum));
    }
    if (length == 0) {
      return null;
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] = Arrays.copyOf(sum[i], length);
    }
    return new Waveform(sum, sampleRate());
  }

  @Override
  public void close() {
    stems.forEach(SoundStream::close);
  }

  /** Gives a stream's samples in any portions. */
  private static final class SampleQueue {
    private final SoundStream stream;
    private @Nullable Waveform block;
    private int position;

    SampleQueue(SoundStream stream) {
      this.stream = stream;
    }

    /** Adds the next samples, as many as fit if there are; returns how many. */
    int addTo(float[][] sum) {
      int done = 0;
      while (done < sum[0].length) {
        if (block == null || position == block.length()) {
          block = stream.read();
          position = 0;
        }
        if (block == null) {
          return done;
        }
        int step = Math.min(sum[0].length - done, block.length() - position);
        for (int i = 0; i < sum.length; i++) {
          for (int t = 0; t < step; t++) {
            sum[i][done + t] += block.samples()[i][position + t];
          }
        }
        done += step;
        position += step;
      }
      return done;
    }
  }
}
