package rumorista.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import rumorista.RumoristaException;
import rumorista.SoundStream;
import rumorista.mix.Limited;
import rumorista.mix.StemMix;

/**
 * Gives a film its soundtrack. The picture's packets are copied as they are; tags, chapters,
 * subtitles, covers and attached files are kept where the new container can hold them.
 */
public final class Muxer {
  /** What becomes of the film's own sound. */
  public enum SourceAudio {
    /** Left out. */
    REPLACE,
    /**
     * Mixed with the new sound into one track, both at their own level, limited so that nothing
     * clips.
     */
    MIX,
    /** Copied bit for bit, after the new sound, which is the first and default track. */
    KEEP
  }

  private final Demuxer demuxer;
  private final AVStream picture;
  private final SoundTrack sound;
  private final FilmCopy copy;
  private final PacketClock clock;
  private final double shiftSeconds;
  private double originSeconds;

  private Muxer(Demuxer demuxer, AVStream picture, SoundTrack sound, FilmCopy copy) {
    this.demuxer = demuxer;
    this.picture = picture;
    this.sound = sound;
    this.copy = copy;
    this.clock = new PacketClock(picture, MediaInfo.frameRate(demuxer, picture));
    long start = demuxer.context().start_time();
    this.shiftSeconds = start == AV_NOPTS_VALUE ? 0 : Math.max(0, (double) start / AV_TIME_BASE);
    this.originSeconds = MediaInfo.startSeconds(picture);
  }

  /**
   * Writes a film with a sound. The sound starts with the picture and is cut, or continued with
   * silence, to its length; it is pulled while the film is copied, so that memory does not grow
   * with the film, and is not closed. It is coded at 48 kHz with its own channels (mono mixed with
   * a stereo film becomes stereo): AAC in .mp4, .m4v and .mov, Opus in .mkv and .webm. Of a film
   * that is cut off, what is there is copied. Where an edit list of an .mp4 or .mov cuts the
   * beginning of the picture off within a group of pictures, .mkv and .webm, which have no edit
   * lists, show that group whole, without sound.
   *
   * @param output another file than the film, written as it stands; for a file that appears whole
   *     or not at all, give the path of an {@link OutputFile}
   * @throws RumoristaException {@code UNREADABLE_MEDIA} if the film is not media or has no moving
   *     picture; {@code INVALID_INPUT} if the output's extension is none of those, if that
   *     container cannot hold the film's codecs, or if the file cannot be written, as on a full
   *     disk
   */
  public static void mux(Path film, SoundStream sound, Path output, SourceAudio sourceAudio) {
    MuxFormat format = MuxFormat.of(output);
    OutputFile.refuseSameFile(film, output);
    try (Demuxer demuxer = Demuxer.open(film)) {
      AVStream picture = demuxer.picture();
      if (picture == null) {
        throw RumoristaException.unreadableMedia(
            "%s: has no moving picture (found %s); wanted a film: give a file with a picture track",
            film, demuxer.describe());
      }
      if (sourceAudio != SourceAudio.MIX || demuxer.sound() == null) {
        mux(demuxer, picture, sound, output, format, sourceAudio == SourceAudio.KEEP);
        return;
      }
      try (SoundStream mix =
          mix(sound, film, demuxer.sound().codecpar().ch_layout().nb_channels())) {
        mux(demuxer, picture, mix, output, format, false);
      }
    }
  }

  private static SoundStream mix(SoundStream sound, Path film, int filmChannels) {
    int channels = Math.max(sound.channels(), Math.min(2, filmChannels));
    AudioReader own = AudioReader.open(film, SoundCodec.SAMPLE_RATE, channels);
    SoundStream resampled = new ResampledSound(sound, SoundCodec.SAMPLE_RATE);
    SoundStream alike = channels == sound.channels() ? resampled : new StereoSound(resampled);
    return new Limited(new StemMix(List.of(alike, own)));
  }

  private static void mux(
      Demuxer demuxer,
      AVStream picture,
      SoundStream sound,
      Path output,
      MuxFormat format,
      boolean keep) {
    try (OutputContainer container = new OutputContainer(output, format.container)) {
      FilmCopy copy = new FilmCopy(demuxer, container, format);
      copy.addPicture(picture);
      try (SoundTrack track = new SoundTrack(container, sound, format.soundCodec)) {
        track.stream().disposition(AV_DISPOSITION_DEFAULT);
        if (keep) {
          copy.addSound();
        }
        copy.addRest();
        copy.readOnlyCopied();
        Muxer muxer = new Muxer(demuxer, picture, track, copy);
        Metadata.copy(demuxer.context(), container.context(), muxer.shiftSeconds);
        container.writeHeader(options(format, demuxer.context()));
        muxer.copyPackets();
        container.finish();
      }
    }
  }

  private static Map<String, String> options(MuxFormat format, AVFormatContext film) {
    Map<String, String> options = new HashMap<>();
    if (format.holdsEditLists()) {
      options.put(
          "movflags", Metadata.hasDeviceTags(film) ? "+faststart+use_metadata_tags" : "+faststart");
      options.put("movie_timescale", Integer.toString(SoundCodec.SAMPLE_RATE));
    }
    return options;
  }

  private void copyPackets() {
    demuxer.fillMissingTimes();
    AVPacket packet = av_packet_alloc();
    try {
      while (demuxer.read(packet)) {
        CopiedTrack track = copy.track(packet);
        if (track == null) {
          av_packet_unref(packet);
          continue;
        }
        if (packet.stream_index() == picture.index()) {
          followPicture(packet);
        }
        track.write(packet, shiftSeconds);
      }
    } finally {
      av_packet_free(packet);
    }
    if (Double.isNaN(clock.endSeconds())) {
      throw RumoristaException.unreadableMedia(
          "%s: has a picture track, but no picture in it: export it again", demuxer.path());
    }
    sound.writeUntil(samples(clock.endSeconds() - originSeconds));
    sound.finish();
  }

  /** Writes the sound up to this packet of the picture. */
  private void followPicture(AVPacket packet) {
    clock.see(packet);
    if (Double.isNaN(clock.startSeconds())) {
      return;
    }
    if (Double.isNaN(originSeconds)) {
      originSeconds = clock.startSeconds();
    }
    sound.startAt(samples(originSeconds - shiftSeconds));
    long timestamp = packet.dts() != AV_NOPTS_VALUE ? packet.dts() : packet.pts();
    double now = Ffmpeg.seconds(timestamp, picture.time_base());
    if (!Double.isNaN(now)) {
      sound.writeUntil(samples(Math.min(now, clock.endSeconds()) - originSeconds));
    }
  }

  private static long samples(double seconds) {
    return Math.round(seconds * SoundCodec.SAMPLE_RATE);
  }
}
