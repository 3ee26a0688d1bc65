package rumorista.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_DICT_IGNORE_SUFFIX;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/**
 * The sound track of a file, as its header describes it.
 *
 * @param seconds its length; 0 if the header does not say
 * @param sampleRate in hertz
 * @param tags ID3, Vorbis, MP4 or RIFF tags of the file and its track; keys in lower case, such as
 *     {@code title}, {@code artist}, {@code comment}
 */
public record SoundInfo(double seconds, int channels, int sampleRate, Map<String, String> tags) {
  private static final int LONGEST_TAG = 2_000; // characters

  /**
   * Reads the header of a file.
   *
   * @throws RumoristaException {@code UNREADABLE_MEDIA} if it is not media or has no sound
   */
  public static SoundInfo probe(Path path) {
    try (Demuxer demuxer = Demuxer.open(path)) {
      AVStream sound = demuxer.sound();
      if (sound == null) {
        throw RumoristaException.unreadableMedia(
            "%s: has no sound track (found %s); wanted a sound file", path, demuxer.describe());
      }
      Map<String, String> tags = new HashMap<>();
      addAll(demuxer.context().metadata(), tags);
      addAll(sound.metadata(), tags);
      double seconds = MediaInfo.containerSeconds(demuxer, sound);
      return new SoundInfo(
          seconds > 0 ? seconds : 0,
          sound.codecpar().ch_layout().nb_channels(),
          sound.codecpar().sample_rate(),
          Map.copyOf(tags));
    }
  }

  private static void addAll(@Nullable AVDictionary dictionary, Map<String, String> tags) {
    if (dictionary == null) {
      return;
    }
    for (AVDictionaryEntry entry = next(dictionary, null);
        entry != null;
        entry = next(dictionary, entry)) {
      String value = entry.value().getString().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
      if (!value.isEmpty()) {
        tags.put(
            entry.key().getString().toLowerCase(Locale.ROOT),
            value.substring(0, Math.min(LONGEST_TAG, value.length())));
      }
    }
  }

  private static @Nullable AVDictionaryEntry next(
      AVDictionary dictionary, @Nullable AVDictionaryEntry previous) {
    return av_dict_get(dictionary, "", previous, AV_DICT_IGNORE_SUFFIX);
  }
}
