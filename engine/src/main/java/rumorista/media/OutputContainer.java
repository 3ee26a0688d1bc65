package rumorista.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_ENOSPC;

import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import rumorista.RumoristaException;

/** A media file being written: tracks are added, then the header, the packets and the trailer. */
final class OutputContainer implements AutoCloseable {
  private final Path path;
  private final AVFormatContext context = new AVFormatContext(null);
  private final AVIOContext file = new AVIOContext(null);

  /** @param format ffmpeg's name of the container format */
  OutputContainer(Path path, String format) {
    this.path = path;
    Ffmpeg.check(
        avformat_alloc_output_context2(context, (AVOutputFormat) null, format, Ffmpeg.url(path)),
        "preparing a file of format " + format);
  }

  AVFormatContext context() {
    return context;
  }

  AVStream addStream() {
    AVStream stream = avformat_new_stream(context, (AVCodec) null);
    if (stream == null) {
      throw new OutOfMemoryError("adding a track to " + path);
    }
    return stream;
  }

  /** Whether codecs put their header into the container's. */
  boolean wantsGlobalHeader() {
    return (context.oformat().flags() & AVFMT_GLOBALHEADER) != 0;
  }

  /** Tells a track how its packets are coded. */
  static void describe(AVStream stream, AVCodecContext encoder) {
    Ffmpeg.check(avcodec_parameters_from_context(stream.codecpar(), encoder), "describing a sound track");
    stream.time_base(encoder.time_base());
  }

  /** Opens the file; tracks must be complete. */
  void writeHeader(Map<String, String> options) {
    check(avio_open(file, Ffmpeg.url(path), AVIO_FLAG_WRITE));
    context.pb(file);
    AVDictionary dictionary = new AVDictionary(null);
    try {
      options.forEach((name, value) -> av_dict_set(dictionary, name, value, 0));
      int code = avformat_write_header(context, dictionary);
      check(file.error());
      if (code < 0 && code != AVERROR_ENOSPC()) {
        throw RumoristaException.invalidInput(
            "%s: this kind of file cannot hold these tracks (%s): write a .mkv instead", path, Ffmpeg.message(code));
      }
      check(code);
    } finally {
      av_dict_free(dictionary);
    }
  }

  /** Writes a packet whose times are in {@code timeBase}; takes its content over. */
  void write(AVPacket packet, AVStream stream, AVRational timeBase) {
    packet.stream_index(stream.index());
    packet.pos(-1);
    av_packet_rescale_ts(packet, timeBase, stream.time_base());
    int code = av_interleaved_write_frame(context, packet);
    av_packet_unref(packet);
    check(code);
    check(file.error());
  }

  /** Completes and closes the file. */
  void finish() {
    check(av_write_trailer(context));
    check(file.error());
    check(closeFile());
  }

  private int closeFile() {
    context.pb(null);
    return avio_closep(file);
  }

  private void check(int code) {
    if (code == AVERROR_ENOSPC()) {
      throw RumoristaException.invalidInput(
          "%s: the disk is full before the file is whole: free some room or write to another disk", path);
    }
    if (code < 0) {
      throw RumoristaException.invalidInput(
          "%s: cannot be written (%s): choose another place or another kind of file", path, Ffmpeg.message(code));
    }
  }

  @Override
  public void close() {
    closeFile();
    avformat_free_context(context);
  }
}
