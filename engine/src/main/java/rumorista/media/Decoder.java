package rumorista.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_ENOMEM;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/**
 * The frames of one track. Damaged packets are skipped, as players do. Owns the demuxer that it
 * reads from.
 */
final class Decoder implements AutoCloseable {
  private static final int MAX_FAILURES = 10_000; // in one go: the rest of the file is noise

  private final Demuxer demuxer;
  private final AVStream stream;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private final AVCodecContext context;
  private boolean drained;

  private Decoder(Demuxer demuxer, AVStream stream, AVCodec codec) {
    this.demuxer = demuxer;
    this.stream = stream;
    this.context = avcodec_alloc_context3(codec);
  }

  /** Takes the demuxer over: closes it when closed itself, and when this fails. */
  static Decoder open(Demuxer demuxer, AVStream stream, int threads) {
    AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
    if (codec == null) {
      String name = avcodec_get_name(stream.codecpar().codec_id()).getString();
      demuxer.close();
      throw RumoristaException.unreadableMedia(
          "%s: coded as %s, which this build of ffmpeg cannot decode: convert it to H.264/AAC in .mp4",
          demuxer.path(), name);
    }
    demuxer.readOnly(stream);
    Decoder decoder = new Decoder(demuxer, stream, codec);
    int code = avcodec_parameters_to_context(decoder.context, stream.codecpar());
    decoder.context.pkt_timebase(stream.time_base());
    decoder.context.thread_count(threads);
    if (code >= 0) {
      code = avcodec_open2(decoder.context, codec, (AVDictionary) null);
    }
    if (code < 0) {
      decoder.close();
      throw RumoristaException.unreadableMedia(
          "%s: its %s track cannot be decoded (%s): export it again",
          demuxer.path(), codec.name().getString(), Ffmpeg.message(code));
    }
    return decoder;
  }

  Demuxer demuxer() {
    return demuxer;
  }

  AVStream stream() {
    return stream;
  }

  /** The next frame, good until the next call; null at the end. */
  @Nullable AVFrame next() {
    int failures = 0;
    while (failures < MAX_FAILURES) {
      int code = avcodec_receive_frame(context, frame);
      if (code == 0) {
        return frame;
      }
      if (code == AVERROR_EOF) {
        return null;
      }
      if (code == AVERROR_ENOMEM()) {
        throw new OutOfMemoryError("decoding " + demuxer.path());
      }
      if (code == AVERROR_EAGAIN() && !drained) {
        feed();
      } else {
        failures++;
      }
    }
    return null;
  }

  private void feed() {
    while (demuxer.read(packet)) {
      if (packet.stream_index() == stream.index()) {
        avcodec_send_packet(context, packet);
        av_packet_unref(packet);
        return;
      }
      av_packet_unref(packet);
    }
    drained = true;
    avcodec_send_packet(context, null);
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(context);
    demuxer.close();
  }
}
