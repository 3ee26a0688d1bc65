package rumorista.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_get_media_type_string;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;

/**
 * A track of a media file as stored.
 *
 * @param type {@code video}, {@code audio}, {@code subtitle} or {@code attachment}
 * @param codec ffmpeg's name
 * @param disposition ffmpeg's flags
 * @param channels 0 if it is not sound
 * @param digests MD5 of each packet, in the order of the file
 * @param times when each packet is shown, in seconds
 */
record TrackDump(String type, String codec, int disposition, int channels, List<String> digests, List<Double> times) {

  static List<TrackDump> of(Path path) {
    List<TrackDump> tracks = new ArrayList<>();
    AVPacket packet = av_packet_alloc();
    try (Demuxer demuxer = Demuxer.open(path)) {
      AVFormatContext context = demuxer.context();
      for (int i = 0; i < context.nb_streams(); i++) {
        AVStream stream = context.streams(i);
        tracks.add(
            new TrackDump(
                av_get_media_type_string(stream.codecpar().codec_type()).getString(),
                avcodec_get_name(stream.codecpar().codec_id()).getString(),
                stream.disposition(),
                stream.codecpar().ch_layout().nb_channels(),
                new ArrayList<>(),
                new ArrayList<>()));
      }
      demuxer.fillMissingTimes();
      while (demuxer.read(packet)) {
        TrackDump track = tracks.get(packet.stream_index());
        track.digests.add(digest(packet));
        track.times.add(Ffmpeg.seconds(packet.pts(), context.streams(packet.stream_index()).time_base()));
        av_packet_unref(packet);
      }
    } finally {
      av_packet_free(packet);
    }
    return tracks;
  }

  /** Tracks of one type. */
  static List<TrackDump> of(Path path, String type) {
    return of(path).stream().filter(track -> track.type.equals(type)).toList();
  }

  /** The title of a file, then those of its chapters with their starts. */
  static List<String> titles(Path path) {
    List<String> titles = new ArrayList<>();
    try (Demuxer demuxer = Demuxer.open(path)) {
      AVFormatContext context = demuxer.context();
      titles.add(title(context.metadata()));
      for (int i = 0; i < context.nb_chapters(); i++) {
        double start = Ffmpeg.seconds(context.chapters(i).start(), context.chapters(i).time_base());
        titles.add(title(context.chapters(i).metadata()) + " at " + start);
      }
    }
    return titles;
  }

  private static String title(AVDictionary tags) {
    AVDictionaryEntry entry = tags == null ? null : av_dict_get(tags, "title", null, 0);
    return entry == null ? "none" : entry.value().getString();
  }

  private static String digest(AVPacket packet) {
    byte[] content = new byte[packet.size()];
    packet.data().get(content);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
