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
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_inv_q;

import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;
import rumorista.SoundStream;
import rumorista.VideoFrames;

/** Writes pictures and their sound as a film: H.264 and AAC in {@code .mp4}. */
public final class FilmWriter {
  private static final String ENCODER = "libopenh264";
  private static final long BITS_PER_PIXEL_AND_SECOND = 4;
  private static final long FEWEST_BITS_PER_SECOND = 200_000;

  private final OutputContainer container;
  private final VideoFrames frames;
  private final AVCodecContext encoder;
  private final AVStream picture;
  private final AVPacket packet = av_packet_alloc();

  private FilmWriter(OutputContainer container, VideoFrames frames) {
    this.container = container;
    this.frames = frames;
    this.encoder = encoder();
    this.picture = container.addStream();
    OutputContainer.describe(picture, encoder);
  }

  /**
   * Writes a film to the end of its pictures; the sound is cut or continued with silence. Closes
   * neither.
   *
   * @param frames of even width and height
   * @param output ends in {@code .mp4}; written as it stands, a file there is overwritten
   * @throws RumoristaException {@code INVALID_INPUT} if it cannot be written
   */
  public static void write(VideoFrames frames, SoundStream sound, Path output) {
    if (frames.width() % 2 != 0 || frames.height() % 2 != 0) {
      throw RumoristaException.invalidInput(
          "%s: pictures of %d x %d; wanted even numbers of pixels",
          output, frames.width(), frames.height());
    }
    try (OutputContainer container = new OutputContainer(output, "mp4")) {
      FilmWriter writer = new FilmWriter(container, frames);
      try (SoundTrack track = new SoundTrack(container, sound, SoundCodec.AAC)) {
        container.writeHeader(Map.of());
        writer.write(track);
        container.finish();
      } finally {
        avcodec_free_context(writer.encoder);
        av_packet_free(writer.packet);
      }
    }
  }

  private AVCodecContext encoder() {
    AVCodecContext context = avcodec_alloc_context3(avcodec_find_encoder_by_name(ENCODER));
    AVRational rate = av_d2q(frames.frameRate(), 100_000);
    context.width(frames.width()).height(frames.height()).pix_fmt(AV_PIX_FMT_YUV420P);
    context.framerate(rate);
    context.time_base(av_inv_q(rate));
    long pixels = (long) frames.width() * frames.height();
    context.bit_rate(Math.max(FEWEST_BITS_PER_SECOND, BITS_PER_PIXEL_AND_SECOND * pixels));
    if (container.wantsGlobalHeader()) {
      context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    Ffmpeg.check(avcodec_open2(context, null, (AVDictionary) null), "opening " + ENCODER);
    return context;
  }

  private void write(SoundTrack sound) {
    AVFrame frame = av_frame_alloc();
    try {
      frame.format(AV_PIX_FMT_YUV420P).width(frames.width()).height(frames.height());
      Ffmpeg.check(av_frame_get_buffer(frame, 0), "allocating a picture");
      int number = 0;
      for (byte[] next = frames.read(); next != null; next = frames.read()) {
        Ffmpeg.check(av_frame_make_writable(frame), "taking a picture");
        fill(frame, next);
        frame.pts(number++);
        encode(frame);
        sound.writeUntil(Math.round(number / frames.frameRate() * SoundCodec.SAMPLE_RATE));
      }
      encode(null);
      sound.finish();
    } finally {
      av_frame_free(frame);
    }
  }

  private void encode(@Nullable AVFrame frame) {
    Ffmpeg.check(avcodec_send_frame(encoder, frame), "encoding a picture");
    while (avcodec_receive_packet(encoder, packet) == 0) {
      if (packet.duration() == 0) {
        packet.duration(1);
      }
      container.write(packet, picture, encoder.time_base());
    }
  }

  /** Brightness of every pixel, colour of every second one (ITU-R BT.601). */
  private void fill(AVFrame frame, byte[] rgb) {
    int width = frames.width();
    for (int plane = 0; plane < 3; plane++) {
      int step = plane == 0 ? 1 : 2;
      byte[] row = new byte[width / step];
      BytePointer data = frame.data(plane);
      for (int y = 0; y < frames.height() / step; y++) {
        for (int x = 0; x < row.length; x++) {
          int at = 3 * (y * step * width + x * step);
          row[x] = value(plane, rgb[at] & 0xff, rgb[at + 1] & 0xff, rgb[at + 2] & 0xff);
        }
        data.position((long) y * frame.linesize(plane)).put(row);
      }
    }
  }

  private static byte value(int plane, int red, int green, int blue) {
    double value =
        switch (plane) {
          case 0 -> 16 + 0.257 * red + 0.504 * green + 0.098 * blue;
          case 1 -> 128 - 0.148 * red - 0.291 * green + 0.439 * blue;
          default -> 128 + 0.439 * red - 0.368 * green - 0.071 * blue;
        };
    return (byte) Math.round(value);
  }
}
