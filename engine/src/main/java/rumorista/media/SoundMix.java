package rumorista.media;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import rumorista.SoundStream;
import rumorista.Waveform;

/** The sum of two sounds of one rate and channel count, limited, as long as the longer of them. */
final class SoundMix implements SoundStream {
  private static final int BLOCK = 4096;

  private final SoundStream first;
  private final SoundStream second;
  private final SampleQueue firstQueue;
  private final SampleQueue secondQueue;
  private final Limiter limiter;
  private boolean finished;

  /** Takes both over. */
  SoundMix(SoundStream first, SoundStream second) {
    if (first.sampleRate() != second.sampleRate() || first.channels() != second.channels()) {
      throw new IllegalArgumentException("sounds of different rates or channel counts");
    }
    this.first = first;
    this.second = second;
    this.firstQueue = new SampleQueue(first);
    this.secondQueue = new SampleQueue(second);
    this.limiter = new Limiter(first.channels(), first.sampleRate());
  }

  @Override
  public int sampleRate() {
    return first.sampleRate();
  }

  @Override
  public int channels() {
    return first.channels();
  }

  @Override
  public @Nullable Waveform read() {
    if (finished) {
      return null;
    }
    float[][] sum = new float[channels()][BLOCK];
    int length = Math.max(firstQueue.addTo(sum), secondQueue.addTo(sum));
    if (length == 0) {
      finished = true;
      return new Waveform(limiter.finish(), sampleRate());
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] = Arrays.copyOf(sum[i], length);
    }
    return new Waveform(limiter.process(sum), sampleRate());
  }

  @Override
  public void close() {
    first.close();
    second.close();
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
