package rumorista.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/** Codes sound at {@link SoundCodec#SAMPLE_RATE}: samples in, packets with times in samples out. */
final class SoundEncoder implements AutoCloseable {
  private static final int BLOCK = 4096; // samples, where the codec has no frames of its own

  private final AVCodecContext context;
  private final AVFrame frame = av_frame_alloc();
  private final AVPacket packet = av_packet_alloc();
  private final SampleFiller filler;
  private final Consumer<AVPacket> sink;
  private final float[][] pending;
  private int pendingLength;
  private long position;

  /**
   * @param bitsPerSecond of all channels together
   * @param globalHeader whether the container wants the codec's header once, at its start
   * @param sink takes each packet, and may take its content over
   */
  SoundEncoder(
      SoundCodec codec,
      int channels,
      long bitsPerSecond,
      boolean globalHeader,
      Consumer<AVPacket> sink) {
    AVCodec encoder = avcodec_find_encoder_by_name(codec.encoder);
    if (encoder == null) {
      throw new IllegalStateException("this build of ffmpeg lacks the encoder " + codec.encoder);
    }
    this.context = avcodec_alloc_context3(encoder);
    this.filler = new SampleFiller(codec.sampleFormat, SoundCodec.SAMPLE_RATE);
    this.sink = sink;
    context.sample_rate(SoundCodec.SAMPLE_RATE);
    context.sample_fmt(codec.sampleFormat);
    context.time_base().num(1).den(SoundCodec.SAMPLE_RATE);
    context.bit_rate(bitsPerSecond);
    context.flags(context.flags() | (globalHeader ? AV_CODEC_FLAG_GLOBAL_HEADER : 0));
    av_channel_layout_default(context.ch_layout(), channels);
    int code = avcodec_open2(context, encoder, (AVDictionary) null);
    if (code < 0) {
      close();
      throw RumoristaException.invalidInput(
          "%d channels of sound cannot be coded as %s (%s): use one or two, or another kind of file",
          channels, codec, Ffmpeg.message(code));
    }
    this.pending = new float[channels][context.frame_size() > 0 ? context.frame_size() : BLOCK];
  }

  AVCodecContext context() {
    return context;
  }

  /** How many samples were given. */
  long position() {
    return position;
  }

  /** Codes {@code samples[channel][from .. from + length)}, limited to full scale. */
  void write(float[][] samples, int from, int length) {
    int done = 0;
    while (done < length) {
      int step = Math.min(length - done, pending[0].length - pendingLength);
      for (int i = 0; i < pending.length; i++) {
        for (int t = 0; t < step; t++) {
          pending[i][pendingLength + t] = Math.clamp(samples[i][from + done + t], -1f, 1f);
        }
      }
      done += step;
      position += step;
      pendingLength += step;
      if (pendingLength == pending[0].length) {
        encodePending();
      }
    }
  }

  /** Codes what is left; nothing can be written afterwards. */
  void finish() {
    if (pendingLength > 0) {
      encodePending();
    }
    encode(null);
  }

  private void encodePending() {
    filler.fill(frame, pending, pendingLength);
    frame.pts(position - pendingLength);
    pendingLength = 0;
    encode(frame);
  }

  private void encode(@Nullable AVFrame input) {
    Ffmpeg.check(avcodec_send_frame(context, input), "encoding sound");
    while (true) {
      int code = avcodec_receive_packet(context, packet);
      if (code == AVERROR_EAGAIN() || code == AVERROR_EOF) {
        return;
      }
      Ffmpeg.check(code, "encoding sound");
      sink.accept(packet);
    }
  }

  @Override
  public void close() {
    avcodec_free_context(context);
    av_frame_free(frame);
    av_packet_free(packet);
  }
}
