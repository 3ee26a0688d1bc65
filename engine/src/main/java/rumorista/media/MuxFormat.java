package rumorista.media;

import static org.bytedeco.ffmpeg.global.avcodec.FF_COMPLIANCE_EXPERIMENTAL;
import static org.bytedeco.ffmpeg.global.avformat.avformat_query_codec;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import rumorista.RumoristaException;

/** A kind of film that can be written. */
enum MuxFormat {
  MP4("mp4", SoundCodec.AAC),
  M4V("mp4", SoundCodec.AAC),
  MOV("mov", SoundCodec.AAC),
  MKV("matroska", SoundCodec.OPUS),
  WEBM("webm", SoundCodec.OPUS);

  /** ffmpeg's name of the container. */
  final String container;

  final SoundCodec soundCodec;

  MuxFormat(String container, SoundCodec soundCodec) {
    this.container = container;
    this.soundCodec = soundCodec;
  }

  /** By extension; {@code INVALID_INPUT} if it is none of these. */
  static MuxFormat of(Path output) {
    String extension = Extension.of(output);
    for (MuxFormat format : values()) {
      if (format.extension().equals(extension)) {
        return format;
      }
    }
    String wanted = Arrays.stream(values()).map(format -> "." + format.extension()).collect(Collectors.joining(" "));
    throw RumoristaException.invalidInput(
        "%s: no kind of film that can be written; wanted one of %s", output, wanted);
  }

  String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the film may keep covers and fonts as attached files. */
  boolean holdsAttachments() {
    return this == MKV;
  }

  /** Whether a cover is a track of its own kind. */
  boolean holdsCoverTracks() {
    return container.equals("mp4");
  }

  /** Whether the start of a track can be cut off without touching its packets. */
  boolean holdsEditLists() {
    return soundCodec == SoundCodec.AAC;
  }

  /** Whether a container can hold a codec, by ffmpeg's number; it may still find fault with a track. */
  static boolean holds(AVOutputFormat format, int codec) {
    return avformat_query_codec(format, codec, FF_COMPLIANCE_EXPERIMENTAL) == 1;
  }
}
