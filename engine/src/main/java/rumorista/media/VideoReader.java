package rumorista.media;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;
import rumorista.VideoFrames;

/**
 * The pictures of a film at any rate and size, decoded as they are asked for. Time zero is the first picture; the last
 * one is shown as long as it says. A film that is cut off delivers the pictures that are there.
 */
public final class VideoReader implements VideoFrames {
  private static final int THREADS = 2;

  /** Matroska rounds times to milliseconds: a picture that is late by less is on time. */
  private static final double TOLERANCE_SECONDS = 0.0006;

  private final Decoder decoder;
  private final FrameScaler scaler;
  private final Orientation orientation;
  private final double frameRate;
  private final int width;
  private final int height;
  private final double seconds;
  private final double tickSeconds;
  private final double usualSeconds;
  private final double toleranceSeconds;
  private final AVFrame shown = av_frame_alloc();
  private @Nullable AVFrame next;
  private double nextSeconds = Double.NaN;
  private double startSeconds;
  private double endSeconds;
  private byte @Nullable [] picture;
  private long index;

  private VideoReader(Decoder decoder, double frameRate, int width, int height) {
    AVStream stream = decoder.stream();
    this.decoder = decoder;
    this.frameRate = frameRate;
    this.width = width;
    this.height = height;
    this.orientation = Orientation.of(stream);
    boolean swapped = orientation.swapsSides();
    this.scaler = new FrameScaler(decoder.demuxer().path(), swapped ? height : width, swapped ? width : height);
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
   * @param width in pixels, of the pictures to deliver: scaled without regard to the film's proportions
   * @param height in pixels
   * @throws RumoristaException {@code UNREADABLE_MEDIA} if it is not media or has no picture that can be decoded
   */
  public static VideoReader open(Path film, double frameRate, int width, int height) {
    if (!(frameRate > 0 && frameRate <= 1000) || width < 1 || height < 1) {
      throw RumoristaException.invalidInput(
          "%s pictures a second of %d x %d pixels; wanted a rate up to 1000 and at least one pixel",
          frameRate, width, height);
    }
    Demuxer demuxer = Demuxer.open(film);
    AVStream stream = demuxer.picture();
    if (stream == null) {
      String found = demuxer.describe();
      demuxer.close();
      throw RumoristaException.unreadableMedia(
          "%s: has no moving picture (found %s); wanted a film: give a file with a picture track", film, found);
    }
    VideoReader reader = new VideoReader(Decoder.open(demuxer, stream, THREADS), frameRate, width, height);
    reader.advance();
    if (reader.next == null) {
      reader.close();
      throw RumoristaException.unreadableMedia(
          "%s: has a picture track, but no picture in it that can be decoded: export it again", film);
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
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public double seconds() {
    return seconds;
  }

  @Override
  public byte @Nullable [] read() {
    double time = startSeconds + index / frameRate + toleranceSeconds;
    while (next != null && nextSeconds <= time) {
      show(next);
      advance();
    }
    if (next == null && index > 0 && time >= endSeconds) {
      return null;
    }
    if (picture == null) {
      boolean swapped = orientation.swapsSides();
      picture = orientation.apply(scaler.scale(shown), swapped ? height : width, swapped ? width : height);
    }
    index++;
    return picture.clone();
  }

  private void show(AVFrame frame) {
    double duration = frame.duration() > 0 ? frame.duration() * tickSeconds : usualSeconds;
    endSeconds = nextSeconds + duration;
    av_frame_unref(shown);
    av_frame_move_ref(shown, frame);
    picture = null;
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
    scaler.close();
    av_frame_free(shown);
    decoder.close();
  }
}
