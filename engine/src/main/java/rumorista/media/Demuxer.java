package rumorista.media;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_GENPTS;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_get_media_type_string;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/** An open media file: its tracks, and its packets in the order of the file. */
final class Demuxer implements AutoCloseable {
  private static final int DISCARD_ALL = 48; // AVDISCARD_ALL

  private final Path path;
  private final AVFormatContext context;
  private final TimestampMender mender;

  private Demuxer(Path path, AVFormatContext context) {
    this.path = path;
    this.context = context;
    this.mender = new TimestampMender(context);
  }

  /** Opens a file and looks at its first packets; {@code UNREADABLE_MEDIA} if it is none that ffmpeg knows. */
  static Demuxer open(Path path) {
    requireFile(path);
    AVFormatContext context = new AVFormatContext(null);
    AVDictionary options = new AVDictionary(null);
    try {
      av_dict_set(options, "format_whitelist", Ffmpeg.formats(), 0);
      av_dict_set(options, "protocol_whitelist", "file", 0);
      int code = avformat_open_input(context, Ffmpeg.url(path), null, options);
      if (code < 0) {
        throw RumoristaException.unreadableMedia(
            "%s: not a film or sound, or broken (%s); wanted a media file such as .mp4, .mkv, .webm or .wav:"
                + " check that it plays, or export it again",
            path, Ffmpeg.message(code));
      }
    } finally {
      av_dict_free(options);
    }
    Demuxer demuxer = new Demuxer(path, context);
    int code = avformat_find_stream_info(context, (AVDictionary) null);
    if (code < 0) {
      demuxer.close();
      throw RumoristaException.unreadableMedia(
          "%s: its tracks cannot be made out (%s): check that it plays, or export it again",
          path, Ffmpeg.message(code));
    }
    return demuxer;
  }

  private static void requireFile(Path path) {
    if (!Files.exists(path)) {
      throw RumoristaException.unreadableMedia("%s: no such file; wanted a film or a sound: check the path", path);
    }
    if (Files.isDirectory(path)) {
      throw RumoristaException.unreadableMedia("%s: a directory; wanted a film or a sound: name a file in it", path);
    }
    if (!Files.isReadable(path)) {
      throw RumoristaException.unreadableMedia("%s: may not be read; give yourself the right to read it", path);
    }
    try {
      if (Files.isRegularFile(path) && Files.size(path) == 0) {
        throw RumoristaException.unreadableMedia(
            "%s: empty (0 bytes); wanted a film or a sound: copy or export it again", path);
      }
    } catch (IOException e) {
      throw RumoristaException.unreadableMedia("%s: cannot be read (%s)", path, e.getMessage());
    }
  }

  Path path() {
    return path;
  }

  AVFormatContext context() {
    return context;
  }

  /** The moving picture, or null if there is none; a cover is not one. */
  @Nullable AVStream picture() {
    return best(AVMEDIA_TYPE_VIDEO);
  }

  /** The sound track that a player would choose, or null if there is none. */
  @Nullable AVStream sound() {
    return best(AVMEDIA_TYPE_AUDIO);
  }

  private @Nullable AVStream best(int type) {
    int index = av_find_best_stream(context, type, -1, -1, (AVCodec) null, 0);
    if (index < 0) {
      return null;
    }
    AVStream stream = context.streams(index);
    return (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) == 0 ? stream : null;
  }

  /** Spares the work of reading any track but this one. */
  void readOnly(AVStream wanted) {
    readOnly(Set.of(wanted.index()));
  }

  /** Spares the work of reading any tracks but these. */
  void readOnly(Set<Integer> wanted) {
    for (int i = 0; i < context.nb_streams(); i++) {
      if (!wanted.contains(i)) {
        context.streams(i).discard(DISCARD_ALL);
      }
    }
  }

  /** Gives every packet a time to be shown at, from those around it, where the file has none. */
  void fillMissingTimes() {
    context.flags(context.flags() | AVFMT_FLAG_GENPTS);
  }

  /** Reads the next packet into the given one; false at the end, which a broken file has early. */
  boolean read(AVPacket packet) {
    if (av_read_frame(context, packet) < 0) {
      return false;
    }
    mender.mend(packet);
    return true;
  }

  /** What the user is told about the tracks: {@code video h264, audio aac}. */
  String describe() {
    List<String> tracks = new ArrayList<>();
    for (int i = 0; i < context.nb_streams(); i++) {
      AVCodecParameters parameters = context.streams(i).codecpar();
      BytePointer type = av_get_media_type_string(parameters.codec_type());
      String name = avcodec_get_name(parameters.codec_id()).getString();
      tracks.add((type == null ? "unknown" : type.getString()) + " " + name);
    }
    return tracks.isEmpty() ? "no track" : String.join(", ", tracks);
  }

  @Override
  public void close() {
    avformat_close_input(context);
  }
}
