package rumorista.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_double;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert_frame;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;
import rumorista.Waveform;

/**
 * Turns frames of one format into float sound of a given rate and channel count. {@code n} samples at rate {@code r}
 * become exactly {@code round(n * sampleRate / r)}, the first at the time of the first. Fewer channels are weighted
 * sums that cannot clip; one becomes many equal ones.
 */
final class Resampler implements AutoCloseable {
  private final int sampleRate;
  private final AVChannelLayout layout = new AVChannelLayout();
  private final AVFrame output = av_frame_alloc();
  private final SwrContext context = swr_alloc();
  private final int channels;
  private final int inputRate;
  private final int inputFormat;
  private final int inputChannels;
  private long taken;
  private long given;

  /** For frames like {@code first}; any number of output channels of which ffmpeg knows a layout. */
  Resampler(AVFrame first, int sampleRate, int channels) {
    this.sampleRate = sampleRate;
    this.inputRate = first.sample_rate();
    this.inputFormat = first.format();
    this.inputChannels = first.ch_layout().nb_channels();
    this.channels = channels;
    av_channel_layout_default(layout, inputChannels == 1 ? 1 : channels);
    av_opt_set_double(context, "rematrix_maxval", 1.0, 0);
  }

  /** Whether this frame may follow the first one. */
  boolean accepts(AVFrame frame) {
    return frame.sample_rate() == inputRate
        && frame.format() == inputFormat
        && frame.ch_layout().nb_channels() == inputChannels;
  }

  /** How many samples have come out. */
  long given() {
    return given;
  }

  /** What can be given so far, maybe nothing. */
  Waveform convert(AVFrame frame) {
    if (frame.ch_layout().order() == AV_CHANNEL_ORDER_UNSPEC) {
      av_channel_layout_default(frame.ch_layout(), frame.ch_layout().nb_channels());
    }
    taken += frame.nb_samples();
    return pull(frame, Long.MAX_VALUE);
  }

  /** The last samples. */
  Waveform finish() {
    long wanted = Math.round((double) taken * sampleRate / inputRate) - given;
    Waveform rest = pull(null, wanted);
    if (rest.length() == wanted || taken == 0) {
      return rest;
    }
    float[][] padded = new float[rest.channels()][];
    for (int i = 0; i < padded.length; i++) {
      padded[i] = Arrays.copyOf(rest.samples()[i], (int) Math.max(0, wanted));
    }
    given += padded[0].length - rest.length();
    return new Waveform(padded, sampleRate);
  }

  private Waveform pull(@Nullable AVFrame input, long limit) {
    av_frame_unref(output);
    output.sample_rate(sampleRate);
    output.format(AV_SAMPLE_FMT_FLTP);
    Ffmpeg.check(av_channel_layout_copy(output.ch_layout(), layout), "copying a channel layout");
    Ffmpeg.check(swr_convert_frame(context, output, input), "resampling");
    int length = (int) Math.min(output.nb_samples(), Math.max(0, limit));
    float[][] samples = new float[channels][length];
    for (int i = 0; i < channels && length > 0; i++) {
      new FloatPointer(output.extended_data(inputChannels == 1 ? 0 : i)).get(samples[i]);
    }
    given += length;
    return new Waveform(samples, sampleRate);
  }

  @Override
  public void close() {
    swr_free(context);
    av_frame_free(output);
    av_channel_layout_uninit(layout);
    layout.close();
  }
}
