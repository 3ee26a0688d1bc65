package rumorista.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_DICT_IGNORE_SUFFIX;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** What is said about a film beside its tracks: tags and chapters. */
final class Metadata {
  /** What describes the old file and not the film. */
  private static final List<String> OF_THE_FILE =
      List.of("major_brand", "minor_version", "compatible_brands", "encoder", "DURATION");

  private Metadata() {}

  /** Adds a film's tags and chapters to another film's. */
  static void copy(AVFormatContext from, AVFormatContext to, double shiftSeconds) {
    to.metadata(copy(from.metadata(), to.metadata()));
    copyChapters(from, to, shiftSeconds);
  }

  /** Adds tags to others, which may be none; the result belongs where the others belonged. */
  static AVDictionary copy(@Nullable AVDictionary from, @Nullable AVDictionary to) {
    AVDictionary tags = to == null ? new AVDictionary(null) : to;
    if (from != null) {
      av_dict_copy(tags, from, 0);
      OF_THE_FILE.forEach(name -> av_dict_set(tags, name, (String) null, 0));
    }
    return tags;
  }

  /** Sets one tag. */
  static AVDictionary with(@Nullable AVDictionary tags, String name, String value) {
    AVDictionary changed = tags == null ? new AVDictionary(null) : tags;
    av_dict_set(changed, name, value, 0);
    return changed;
  }

  /** Whether a film has tags of telephones and cameras, such as {@code com.apple.quicktime.model}. */
  static boolean hasDeviceTags(AVFormatContext context) {
    AVDictionary tags = context.metadata();
    return tags != null && av_dict_get(tags, "com.", null, AV_DICT_IGNORE_SUFFIX) != null;
  }

  private static void copyChapters(AVFormatContext from, AVFormatContext to, double shiftSeconds) {
    int count = from.nb_chapters();
    if (count == 0) {
      return;
    }
    // Both the list and its members are freed with the context.
    PointerPointer<Pointer> chapters = new PointerPointer<>(av_mallocz((long) count * Loader.sizeof(Pointer.class)));
    for (int i = 0; i < count; i++) {
      AVChapter source = from.chapters(i);
      AVChapter copy = new AVChapter(av_mallocz(Loader.sizeof(AVChapter.class)));
      long shift = Math.round(shiftSeconds / av_q2d(source.time_base()));
      copy.id(source.id());
      copy.time_base(source.time_base());
      copy.start(Math.max(0, source.start() - shift));
      copy.end(Math.max(0, source.end() - shift));
      copy.metadata(copy(source.metadata(), null));
      chapters.put(i, copy);
    }
    to.chapters(chapters);
    to.nb_chapters(count);
  }
}
