package rumorista.media;

import static org.bytedeco.ffmpeg.global.avformat.av_demuxer_iterate;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** What every user of ffmpeg needs: silence on stderr, error texts, addresses, times in seconds. */
final class Ffmpeg {
  /**
   * Formats that are never a film on this disk: playlists that would read other files or the
   * network (a film may come from a stranger), still pictures, and terminal art as which ffmpeg
   * takes any text.
   */
  private static final Set<String> REFUSED_FORMATS =
      Set.of(
          "hls", "concat", "dash", "sdp", "rtsp", "rtp", "imf", "image2", "tty", "bin", "xbin",
          "adf", "idf");

  private static final String FORMATS;

  static {
    av_log_set_level(AV_LOG_QUIET);
    FORMATS = String.join(",", listFormats());
  }

  private Ffmpeg() {}

  /** Names of the container formats that may be opened, separated by commas. */
  static String formats() {
    return FORMATS;
  }

  private static List<String> listFormats() {
    List<String> names = new ArrayList<>();
    try (PointerPointer<Pointer> state = new PointerPointer<>(1)) {
      state.put(0, (Pointer) null);
      for (AVInputFormat format = av_demuxer_iterate(state);
          format != null;
          format = av_demuxer_iterate(state)) {
        for (String name : format.name().getString().split(",", -1)) {
          if (!REFUSED_FORMATS.contains(name) && !name.endsWith("_pipe")) {
            names.add(name);
          }
        }
      }
    }
    return names;
  }

  /** How ffmpeg is told to take a path as a path, whatever characters are in it. */
  static String url(Path path) {
    return "file:" + path.toAbsolutePath();
  }

  /** What an error code means, in ffmpeg's words. */
  static String message(int code) {
    byte[] text = new byte[256];
    av_strerror(code, text, text.length);
    int length = 0;
    while (length < text.length && text[length] != 0) {
      length++;
    }
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }

  /** Throws what only lack of memory or a mistake of ours can cause. */
  static int check(int code, String doing) {
    if (code < 0) {
      throw new IllegalStateException("ffmpeg: %s: %s".formatted(doing, message(code)));
    }
    return code;
  }

  /** A time stamp in seconds; NaN if there is none. */
  static double seconds(long timestamp, AVRational timeBase) {
    return timestamp == AV_NOPTS_VALUE ? Double.NaN : timestamp * av_q2d(timeBase);
  }
}
