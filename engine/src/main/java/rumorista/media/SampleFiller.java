package rumorista.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.util.SplittableRandom;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * Puts float samples into ffmpeg's frames. Sixteen bit samples get triangular dither of two steps (Lipshitz, Wannamaker
 * and Vanderkooy 1992), the same at every run; digital silence stays silent.
 */
final class SampleFiller {
  private final int format;
  private final int sampleRate;
  private final SplittableRandom noise = new SplittableRandom(0x52756d6f72L);

  SampleFiller(int format, int sampleRate) {
    this.format = format;
    this.sampleRate = sampleRate;
  }

  /** Fills a frame with {@code samples[channel][0 .. length)}; what was in it is freed. */
  void fill(AVFrame frame, float[][] samples, int length) {
    av_frame_unref(frame);
    frame.format(format);
    frame.sample_rate(sampleRate);
    frame.nb_samples(length);
    av_channel_layout_default(frame.ch_layout(), samples.length);
    Ffmpeg.check(av_frame_get_buffer(frame, 0), "allocating a frame of sound");
    if (format == AV_SAMPLE_FMT_FLTP) {
      for (int i = 0; i < samples.length; i++) {
        new FloatPointer(frame.extended_data(i)).put(samples[i], 0, length);
      }
    } else if (format == AV_SAMPLE_FMT_FLT) {
      new FloatPointer(frame.data(0)).put(interleave(samples, length));
    } else if (format == AV_SAMPLE_FMT_S16) {
      new ShortPointer(frame.data(0)).put(quantize(interleave(samples, length)));
    } else {
      throw new IllegalArgumentException("sample format " + format);
    }
  }

  private static float[] interleave(float[][] samples, int length) {
    float[] interleaved = new float[samples.length * length];
    for (int i = 0; i < samples.length; i++) {
      for (int t = 0; t < length; t++) {
        interleaved[t * samples.length + i] = samples[i][t];
      }
    }
    return interleaved;
  }

  private short[] quantize(float[] samples) {
    short[] quantized = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      if (samples[i] != 0) {
        double dithered = samples[i] * 32768.0 + noise.nextDouble() - noise.nextDouble();
        quantized[i] = (short) Math.clamp(Math.round(dithered), Short.MIN_VALUE, Short.MAX_VALUE);
      }
    }
    return quantized;
  }
}
