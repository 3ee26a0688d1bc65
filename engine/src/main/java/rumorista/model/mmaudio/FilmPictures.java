package rumorista.model.mmaudio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;
import rumorista.media.PictureReader;
import rumorista.model.ModelSpec;

/**
 * The pictures of a film as the two towers want them, at their ticks, from front to back: memory
 * does not grow with the film. A film that ends early shows its last picture on.
 */
final class FilmPictures implements AutoCloseable {
  private final Path film;
  private final PictureReader reader;
  private final Track clip;
  private final Track sync;
  private double time = Double.NEGATIVE_INFINITY;

  /** Scaled pictures, one a tick; those before {@code first} are forgotten. */
  private static final class Track {
    private final FramePicker picker;
    private final double rate;
    private final List<byte[]> pictures = new ArrayList<>();
    private int first;

    Track(double rate) {
      this.rate = rate;
      this.picker = new FramePicker(rate, Double.MAX_VALUE);
    }

    int end() {
      return first + pictures.size();
    }

    int tick(double seconds) {
      return (int) Math.rint(seconds * rate);
    }

    List<byte[]> take(int from, int count) {
      while (first < from && pictures.size() > 1) {
        pictures.removeFirst();
        first++;
      }
      List<byte[]> taken = new ArrayList<>();
      for (int tick = from; tick < from + count; tick++) {
        taken.add(pictures.get(Math.clamp(tick - first, 0, pictures.size() - 1)));
      }
      return taken;
    }
  }

  /** What is seen of a stretch of film, RGB {@code [side][side][3]} each. */
  record Stretch(List<byte[]> clip, List<byte[]> sync) {}

  private final int clipSide;
  private final int syncSide;

  FilmPictures(Path film, ModelSpec.MmAudio spec) {
    this.film = film;
    this.reader = PictureReader.open(film);
    this.clip = new Track(Lengths.CLIP_RATE);
    this.sync = new Track(Lengths.SYNC_RATE);
    this.clipSide = spec.clipSide();
    this.syncSide = spec.sync().size();
  }

  /** Whether what was seen at {@code start} is still known, or yet to come. */
  boolean reaches(double start) {
    return clip.tick(start) >= clip.first && sync.tick(start) >= sync.first;
  }

  /**
   * The pictures from {@code start} on.
   *
   * @param start in seconds, not before that of earlier calls
   */
  Stretch stretch(double start, int clipCount, int syncCount) {
    int clipFrom = clip.tick(start);
    int syncFrom = sync.tick(start);
    while ((clip.end() < clipFrom + clipCount || sync.end() < syncFrom + syncCount)
        && time < Double.POSITIVE_INFINITY) {
      time = reader.advance();
      if (time < Double.POSITIVE_INFINITY) {
        show(clip.picker.ticks(time), sync.picker.ticks(time));
      }
    }
    if (clip.pictures.isEmpty() || sync.pictures.isEmpty()) {
      throw RumoristaException.unreadableMedia(
          "%s: has a picture track, but no picture in it that can be decoded: export it again",
          film);
    }
    return new Stretch(clip.take(clipFrom, clipCount), sync.take(syncFrom, syncCount));
  }

  private void show(int clipTicks, int syncTicks) {
    byte @Nullable [] picture = clipTicks + syncTicks > 0 ? reader.picture() : null;
    if (picture != null && clipTicks > 0) {
      byte[] scaled =
          PictureScaler.scale(picture, reader.width(), reader.height(), clipSide, clipSide);
      for (int i = 0; i < clipTicks; i++) {
        clip.pictures.add(scaled);
      }
    }
    if (picture != null && syncTicks > 0) {
      byte[] scaled = PictureScaler.square(picture, reader.width(), reader.height(), syncSide);
      for (int i = 0; i < syncTicks; i++) {
        sync.pictures.add(scaled);
      }
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
