package rumorista.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import rumorista.SoundStream;
import rumorista.Waveform;

/** A sound at another sample rate: {@code n} samples become {@code round(n * sampleRate / oldRate)}. */
final class ResampledSound implements SoundStream {
  private final SoundStream source;
  private final int sampleRate;
  private final SampleFiller filler;
  private final AVFrame frame = av_frame_alloc();
  private @Nullable Resampler resampler;
  private boolean finished;

  /** Does not take the source over: whoever made it closes it. */
  ResampledSound(SoundStream source, int sampleRate) {
    this.source = source;
    this.sampleRate = sampleRate;
    this.filler = new SampleFiller(AV_SAMPLE_FMT_FLTP, source.sampleRate());
  }

  @Override
  public int sampleRate() {
    return sampleRate;
  }

  @Override
  public int channels() {
    return source.channels();
  }

  @Override
  public @Nullable Waveform read() {
    if (finished) {
      return null;
    }
    Waveform block = source.read();
    if (block == null) {
      finished = true;
      return resampler == null ? null : resampler.finish();
    }
    if (source.sampleRate() == sampleRate || block.length() == 0) {
      return block.length() == 0 ? new Waveform(block.samples(), sampleRate) : block;
    }
    filler.fill(frame, block.samples(), block.length());
    if (resampler == null) {
      resampler = new Resampler(frame, sampleRate, block.channels());
    }
    return resampler.convert(frame);
  }

  @Override
  public void close() {
    if (resampler != null) {
      resampler.close();
    }
    av_frame_free(frame);
  }
}
