package rumorista.cli;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Draws silent films: a white square that jumps twice a second. */
final class TestFilm {
  private static final int FRAME_RATE = 25;
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;

  private final AVFormatContext format = new AVFormatContext(null);
  private final AVCodecContext encoder;
  private final AVStream stream;
  private final AVPacket packet = av_packet_alloc();

  /** Writes a film of so many seconds, its index in front so that a cut film still opens. */
  static Path draw(Path path, double seconds) {
    return new TestFilm(path).write(path, (int) Math.round(seconds * FRAME_RATE));
  }

  private TestFilm(Path path) {
    av_log_set_level(AV_LOG_QUIET);
    done(avformat_alloc_output_context2(format, null, null, path.toString()));
    AVCodec codec = avcodec_find_encoder(AV_CODEC_ID_MPEG4);
    encoder = avcodec_alloc_context3(codec);
    encoder.width(WIDTH).height(HEIGHT).pix_fmt(AV_PIX_FMT_YUV420P);
    encoder.time_base(av_make_q(1, FRAME_RATE)).framerate(av_make_q(FRAME_RATE, 1));
    encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    done(avcodec_open2(encoder, codec, (AVDictionary) null));
    stream = avformat_new_stream(format, codec);
    stream.avg_frame_rate(encoder.framerate());
    done(avcodec_parameters_from_context(stream.codecpar(), encoder));
  }

  private Path write(Path path, int frames) {
    AVIOContext file = new AVIOContext(null);
    done(avio_open(file, path.toString(), AVIO_FLAG_WRITE));
    format.pb(file);
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "movflags", "faststart", 0);
    done(avformat_write_header(format, options));
    av_dict_free(options);
    AVFrame frame = av_frame_alloc();
    frame.format(AV_PIX_FMT_YUV420P).width(WIDTH).height(HEIGHT);
    done(av_frame_get_buffer(frame, 0));
    for (int index = 0; index < frames; index++) {
      paint(frame, index);
      done(avcodec_send_frame(encoder, frame));
      drain();
    }
    avcodec_send_frame(encoder, null);
    drain();
    done(av_write_trailer(format));
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(encoder);
    avio_closep(file);
    avformat_free_context(format);
    return path;
  }

  private static void paint(AVFrame frame, int index) {
    done(av_frame_make_writable(frame));
    int left = index * 2 / FRAME_RATE * 37 % (WIDTH - 40);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        boolean white = x >= left && x < left + 40 && y >= 40 && y < 80;
        frame.data(0).put(y * (long) frame.linesize(0) + x, (byte) (white ? 235 : 16));
      }
    }
    for (int plane = 1; plane <= 2; plane++) {
      for (long place = 0; place < HEIGHT / 2 * (long) frame.linesize(plane); place++) {
        frame.data(plane).put(place, (byte) 128);
      }
    }
    frame.pts(index);
  }

  private void drain() {
    while (avcodec_receive_packet(encoder, packet) >= 0) {
      packet.stream_index(0).duration(1);
      av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
      done(av_interleaved_write_frame(format, packet));
    }
  }

  private static void done(int result) {
    assertTrue(result >= 0, () -> "ffmpeg says " + result);
  }
}
