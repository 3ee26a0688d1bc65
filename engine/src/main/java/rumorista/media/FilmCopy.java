package rumorista.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/** Which tracks of a film go into another, and how. */
final class FilmCopy {
  private static final double WARM_UP_SECONDS = 0.05;

  private final Demuxer demuxer;
  private final OutputContainer container;
  private final MuxFormat format;
  private final Map<Integer, CopiedTrack> tracks = new HashMap<>();

  FilmCopy(Demuxer demuxer, OutputContainer container, MuxFormat format) {
    this.demuxer = demuxer;
    this.container = container;
    this.format = format;
  }

  /** Adds the moving picture; {@code INVALID_INPUT} if the container cannot hold it. */
  void addPicture(AVStream picture) {
    requireHeld(picture, "picture");
    tracks.put(picture.index(), new CopiedTrack(container, picture));
  }

  /** Adds the film's own sound tracks, none of them the default. */
  void addSound() {
    for (int i = 0; i < demuxer.context().nb_streams(); i++) {
      AVStream stream = demuxer.context().streams(i);
      if (stream.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
        requireHeld(stream, "sound");
        CopiedTrack track = new CopiedTrack(container, stream);
        track.output().disposition(stream.disposition() & ~AV_DISPOSITION_DEFAULT);
        tracks.put(i, track);
      }
    }
  }

  /** Adds what the container can hold of the rest: further pictures, subtitles, covers, attached files. */
  void addRest() {
    for (int i = 0; i < demuxer.context().nb_streams(); i++) {
      AVStream stream = demuxer.context().streams(i);
      int type = stream.codecpar().codec_type();
      boolean isCover = (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
      if (tracks.containsKey(i)) {
        continue;
      }
      if (type == AVMEDIA_TYPE_ATTACHMENT && format.holdsAttachments()) {
        new CopiedTrack(container, stream);
      } else if (isCover && format.holdsAttachments()) {
        attachCover(stream);
      } else if (isCover ? format.holdsCoverTracks() : type == AVMEDIA_TYPE_VIDEO || type == AVMEDIA_TYPE_SUBTITLE) {
        if (MuxFormat.holds(container.context().oformat(), stream.codecpar().codec_id())) {
          tracks.put(i, new CopiedTrack(container, stream));
        }
      }
    }
  }

  /** Spares the work of reading tracks that are not copied. */
  void readOnlyCopied() {
    demuxer.readOnly(tracks.keySet());
  }

  /** Where a packet of the film goes; null if nowhere. */
  @Nullable CopiedTrack track(AVPacket packet) {
    CopiedTrack track = tracks.get(packet.stream_index());
    return track != null && isUnheard(packet, track) ? null : track;
  }

  /**
   * Whether a packet holds sound that an edit list cuts off, while the output has no edit lists: it would move the start
   * of the whole film. The packet or two that a codec needs to warm up are kept.
   */
  private boolean isUnheard(AVPacket packet, CopiedTrack track) {
    return !format.holdsEditLists()
        && (packet.flags() & AV_PKT_FLAG_DISCARD) != 0
        && track.input().codecpar().codec_type() == AVMEDIA_TYPE_AUDIO
        && Ffmpeg.seconds(packet.pts(), track.input().time_base()) < -WARM_UP_SECONDS;
  }

  private void requireHeld(AVStream stream, String what) {
    int codec = stream.codecpar().codec_id();
    if (!MuxFormat.holds(container.context().oformat(), codec)) {
      throw RumoristaException.invalidInput(
          "%s: its %s is coded as %s, which .%s cannot hold unchanged: write a .mkv instead",
          demuxer.path(), what, avcodec_get_name(codec).getString(), format.extension());
    }
  }

  /** Matroska keeps covers as attached files. */
  private void attachCover(AVStream cover) {
    int codec = cover.codecpar().codec_id();
    AVPacket image = cover.attached_pic();
    if (codec != AV_CODEC_ID_MJPEG && codec != AV_CODEC_ID_PNG || image.size() <= 0) {
      return;
    }
    AVStream stream = new CopiedTrack(container, cover).output();
    AVCodecParameters parameters = stream.codecpar();
    BytePointer copy = new BytePointer(av_mallocz(image.size() + (long) AV_INPUT_BUFFER_PADDING_SIZE));
    BytePointer.memcpy(copy, image.data(), image.size());
    av_free(parameters.extradata());
    parameters.extradata(copy);
    parameters.extradata_size(image.size());
    parameters.codec_type(AVMEDIA_TYPE_ATTACHMENT);
    stream.disposition(0);
    boolean isJpeg = codec == AV_CODEC_ID_MJPEG;
    stream.metadata(Metadata.with(stream.metadata(), "filename", isJpeg ? "cover.jpg" : "cover.png"));
    stream.metadata(Metadata.with(stream.metadata(), "mimetype", isJpeg ? "image/jpeg" : "image/png"));
  }
}
