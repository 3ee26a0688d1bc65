package rumorista.media;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;
import rumorista.VideoFrames;

/**
 * The pictures of a film at any rate and size, decoded as they are asked for. Time zero is the
 * first picture; the last one is shown as long as it says. A film that is cut off delivers the
 * pictures that are there.
 */
public final class VideoReader implements VideoFrames {
  private static final int THREADS = 2;

  /** Matroska rounds times to milliseconds: a picture that is late by less is on time. */
  private static final double TOLERANCE_SECONDS = 0.0006;

  private final Decoder decoder;
  private final List<FrameScaler> scalers; // one a size
  private final List<Size> sizes;
  private final Orientation orientation;
  private final double frameRate;
  private final double seconds;
  private final double tickSeconds;
  private final double usualSeconds;
  private final double toleranceSeconds;
  private final AVFrame shown = av_frame_alloc();
  private @Nullable AVFrame next;
  private double nextSeconds = Double.NaN;
  private double startSeconds;
  private double endSeconds;
  private final byte[] @Nullable [] pictures; // of the frame that is shown, one a size
  private long index;

  /**
   * A size of frames in pixels.
   *
   * @param width at least 1
   * @param height at least 1
   */
  public record Size(int width, int height) {}

  private VideoReader(Decoder decoder, double frameRate, List<Size> sizes) {
    AVStream stream = decoder.stream();
    this.decoder = decoder;
    this.frameRate = frameRate;
    this.sizes = List.copyOf(sizes);
    this.pictures = new byte[sizes.size()][];
    this.orientation = Orientation.of(stream);
    boolean swapped = orientation.swapsSides();
    Path path = decoder.demuxer().path();
    this.scalers =
        sizes.stream()
            .map(size ->
                new FrameScaler(
                    path, swapped ? size.height : size.width, swapped ? size.width : size.height))
            .toList();
    this.seconds =
        MediaInfo.isVague(decoder.demuxer())
            ? MediaInfo.probe(decoder.demuxer().path()).seconds()
            : MediaInfo.containerSeconds(decoder.demuxer(), stream);
    this.tickSeconds = av_q2d(stream.time_base());
    double rate = MediaInfo.frameRate(decoder.demuxer(), stream);
    this.usualSeconds = 1 / (rate > 0 ? rate : PacketClock.USUAL_RATE);
    this.toleranceSeconds = Math.min(TOLERANCE_SECONDS, tickSeconds / 2 + 1e-6);
  }

  /**
   * Opens a film.
   *
   * @param frameRate pictures a second to deliver, more or fewer than the film has; 0 to 1000
   * @param width in pixels, of the pictures to deliver: scaled without regard to the film's
   *     proportions
   * @param height in pixels
   * @throws RumoristaException {@code UNREADABLE_MEDIA} if it is not media or has no picture that
   *     can be decoded
   */
  public static VideoReader open(Path film, double frameRate, int width, int height) {
    return open(film, frameRate, List.of(new Size(width, height)));
  }

  /** The same in several sizes at once: {@link #readAll} gives each frame in all of them. */
  static VideoReader open(Path film, double frameRate, List<Size> sizes) {
    for (Size size : sizes) {
      if (!(frameRate > 0 && frameRate <= 1000) || size.width < 1 || size.height < 1) {
        throw RumoristaException.invalidInput(
            "%s pictures a second of %d x %d pixels; wanted a rate up to 1000 and at least one"
                + " pixel",
            frameRate, size.width, size.height);
      }
    }
    Demuxer demuxer = Demuxer.open(film);
    AVStream stream = demuxer.picture();
    if (stream == null) {
      String found = demuxer.describe();
      demuxer.close();
      throw RumoristaException.unreadableMedia(
          "%s: has no moving picture (found %s); wanted a film: give a file with a picture track",
          film, found);
    }
    VideoReader reader = new VideoReader(Decoder.open(demuxer, stream, THREADS), frameRate, sizes);
    reader.advance();
    if (reader.next == null) {
      reader.close();
      throw RumoristaException.unreadableMedia(
          "%s: has a picture track, but no picture in it that can be decoded: export it again",
          film);
    }
    reader.startSeconds = reader.nextSeconds;
    return reader;
  }

  @Override
  public double frameRate() {
    return frameRate;
  }

  @Override
  public int width() {
    return sizes.getFirst().width;
  }

  @Override
  public int height() {
    return sizes.getFirst().height;
  }

  @Override
  public double seconds() {
    return seconds;
  }

  @Override
  public byte @Nullable [] read() {
    byte[][] all = readAll();
    return all == null ? null : all[0];
  }

  /** The next frame in every size, in their order; {@code null} at the end. */
  byte @Nullable [][] readAll() {
    double time = startSeconds + index / frameRate + toleranceSeconds;
    while (next != null && nextSeconds <= time) {
      show(next);
      advance();
    }
    if (next == null && index > 0 && time >= endSeconds) {
      return null;
    }
    byte[][] all = new byte[sizes.size()][];
    for (int i = 0; i < all.length; i++) {
      byte[] picture = pictures[i];
      if (picture == null) {
        picture = scaled(i);
        pictures[i] = picture;
      }
      all[i] = picture.clone();
    }
    index++;
    return all;
  }

  private byte[] scaled(int i) {
    Size size = sizes.get(i);
    boolean swapped = orientation.swapsSides();
    return orientation.apply(
        scalers.get(i).scale(shown),
        swapped ? size.height : size.width,
        swapped ? size.width : size.height);
  }

  private void show(AVFrame frame) {
    double duration = frame.duration() > 0 ? frame.duration() * tickSeconds : usualSeconds;
    endSeconds = nextSeconds + duration;
    av_frame_unref(shown);
    av_frame_move_ref(shown, frame);
    Arrays.fill(pictures, null);
  }

  private void advance() {
    next = decoder.next();
    if (next == null) {
      return;
    }
    double stamp = Ffmpeg.seconds(next.best_effort_timestamp(), decoder.stream().time_base());
    if (Double.isNaN(nextSeconds)) {
      nextSeconds = Double.isNaN(stamp) ? 0 : stamp;
    } else {
      nextSeconds = Double.isNaN(stamp) ? nextSeconds + usualSeconds : Math.max(nextSeconds, stamp);
    }
  }

  @Override
  public void close() {
    scalers.forEach(FrameScaler::close);
    av_frame_free(shown);
    decoder.close();
  }
}
