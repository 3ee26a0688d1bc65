package rumorista.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_PTS;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import rumorista.RumoristaException;

/**
 * What is in a media file.
 *
 * @param seconds length of the picture if there is one, else of the sound
 * @param hasPicture whether it has moving pictures; a cover does not count
 * @param hasSound whether it has a sound track
 * @param width in pixels as seen, after rotation; 0 without picture
 * @param height in pixels as seen, after rotation; 0 without picture
 * @param frameRate pictures a second on average; 0 without picture or if unknown
 * @param container ffmpeg's short name of the format: {@code mp4}, {@code matroska}, {@code wav}
 */
public record MediaInfo(
    double seconds, boolean hasPicture, boolean hasSound, int width, int height, double frameRate, String container) {

  /** A higher rate is the tick of a clock that ffmpeg took for one. */
  private static final double MAX_FRAME_RATE = 1000;

  /** Up to here a file is read to its end if its container is vague about its length. */
  private static final long READABLE_BYTES = 256L << 20;

  private static final Pattern DURATION_TAG = Pattern.compile("(\\d+):(\\d+):(\\d+(?:\\.\\d+)?)");

  /**
   * Looks into a file.
   *
   * @throws RumoristaException {@code UNREADABLE_MEDIA} if it is not media, or has neither picture nor sound
   */
  public static MediaInfo probe(Path path) {
    try (Demuxer demuxer = Demuxer.open(path)) {
      AVStream picture = demuxer.picture();
      AVStream sound = demuxer.sound();
      AVStream main = picture != null ? picture : sound;
      if (main == null) {
        throw RumoristaException.unreadableMedia(
            "%s: neither picture nor sound in it (found %s); wanted a film or a sound", path, demuxer.describe());
      }
      Orientation orientation = picture == null ? Orientation.UPRIGHT : Orientation.of(picture);
      int width = picture == null ? 0 : picture.codecpar().width();
      int height = picture == null ? 0 : picture.codecpar().height();
      return new MediaInfo(
          seconds(demuxer, main),
          picture != null,
          sound != null,
          orientation.swapsSides() ? height : width,
          orientation.swapsSides() ? width : height,
          picture == null ? 0 : frameRate(demuxer, picture),
          container(demuxer));
    }
  }

  /** Pictures a second, as the container or the first packets say; 0 if unknown. */
  static double frameRate(Demuxer demuxer, AVStream picture) {
    double average = av_q2d(picture.avg_frame_rate());
    double rate = average > 0 ? average : av_q2d(av_guess_frame_rate(demuxer.context(), picture, null));
    return rate > 0 && rate <= MAX_FRAME_RATE ? rate : 0;
  }

  /** Length of a track as the container says; NaN if it says nothing that can be trusted. */
  static double containerSeconds(Demuxer demuxer, AVStream stream) {
    AVFormatContext context = demuxer.context();
    if (context.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE) {
      return Double.NaN;
    }
    double start = startSeconds(stream);
    double offset = Double.isNaN(start) ? 0 : start;
    double tagged = taggedEnd(demuxer, stream) - offset;
    if (tagged > 0) {
      return tagged;
    }
    if (stream.duration() > 0) {
      return Ffmpeg.seconds(stream.duration(), stream.time_base()) - warmUpSeconds(demuxer, stream);
    }
    double whole = (double) context.duration() / AV_TIME_BASE;
    double fileStart = Math.max(0, (double) context.start_time() / AV_TIME_BASE);
    return whole > 0 ? whole - Math.max(0, offset - fileStart) : Double.NaN;
  }

  /** Whether the length is guessed from the last time stamps, as in MPEG streams: a few pictures short. */
  static boolean isVague(Demuxer demuxer) {
    return demuxer.context().duration_estimation_method() == AVFMT_DURATION_FROM_PTS;
  }

  /** What an Ogg file counts although it is not heard. */
  private static double warmUpSeconds(Demuxer demuxer, AVStream stream) {
    AVCodecParameters parameters = stream.codecpar();
    boolean counted = demuxer.context().iformat().name().getString().equals("ogg");
    return counted && parameters.sample_rate() > 0 ? (double) parameters.initial_padding() / parameters.sample_rate() : 0;
  }

  private static double seconds(Demuxer demuxer, AVStream stream) {
    double seconds = containerSeconds(demuxer, stream);
    boolean isShort = demuxer.path().toFile().length() <= READABLE_BYTES;
    return Double.isNaN(seconds) || isVague(demuxer) && isShort ? packetSeconds(demuxer, stream) : seconds;
  }

  /**
   * When a track starts on the clock of the file; NaN if unknown. ffmpeg takes what a codec needs to warm up for sound
   * before zero, and gives that time to tracks of short Matroska files that it knows nothing of.
   */
  static double startSeconds(AVStream stream) {
    double start = Ffmpeg.seconds(stream.start_time(), stream.time_base());
    return start < 0 ? 0 : start;
  }

  /** When a track of a Matroska file ends, which tells it in a tag; NaN without that tag. */
  private static double taggedEnd(Demuxer demuxer, AVStream stream) {
    boolean isMatroska = demuxer.context().iformat().name().getString().startsWith("matroska");
    AVDictionaryEntry entry = isMatroska ? av_dict_get(stream.metadata(), "DURATION", null, 0) : null;
    if (entry == null) {
      return Double.NaN;
    }
    Matcher time = DURATION_TAG.matcher(entry.value().getString());
    return time.find()
        ? Integer.parseInt(time.group(1)) * 3600 + Integer.parseInt(time.group(2)) * 60 + Double.parseDouble(time.group(3))
        : Double.NaN;
  }

  /** Reads to the end of the file. */
  private static double packetSeconds(Demuxer demuxer, AVStream stream) {
    demuxer.readOnly(stream);
    demuxer.fillMissingTimes();
    AVPacket packet = av_packet_alloc();
    try {
      PacketClock clock = new PacketClock(stream, frameRate(demuxer, stream));
      while (demuxer.read(packet)) {
        if (packet.stream_index() == stream.index()) {
          clock.see(packet);
        }
        av_packet_unref(packet);
      }
      return clock.seconds();
    } finally {
      av_packet_free(packet);
    }
  }

  /** The name among ffmpeg's that the file goes by: its extension if that is one of them. */
  private static String container(Demuxer demuxer) {
    String[] names = demuxer.context().iformat().name().getString().split(",");
    String extension = Extension.of(demuxer.path());
    for (String name : names) {
      if (name.equals(extension)) {
        return name;
      }
    }
    return names[0];
  }
}
