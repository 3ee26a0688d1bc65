package rumorista.media;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/**
 * The pictures of a film one by one, as they are stored: at their own times and of their own size.
 * Time zero is the first picture.
 */
public final class PictureReader implements AutoCloseable {
  private static final int THREADS = 2;

  private final Decoder decoder;
  private final Orientation orientation;
  private final int storedWidth;
  private final int storedHeight;
  private final FrameScaler scaler;
  private @Nullable AVFrame frame;
  private final double usualSeconds;
  private double startSeconds = Double.NaN;
  private double seconds;

  private PictureReader(Decoder decoder) {
    AVStream stream = decoder.stream();
    this.decoder = decoder;
    this.orientation = Orientation.of(stream);
    this.storedWidth = stream.codecpar().width();
    this.storedHeight = stream.codecpar().height();
    this.scaler = new FrameScaler(decoder.demuxer().path(), storedWidth, storedHeight);
    double rate = MediaInfo.frameRate(decoder.demuxer(), stream);
    this.usualSeconds = 1 / (rate > 0 ? rate : PacketClock.USUAL_RATE);
  }

  /**
   * Opens a film.
   *
   * @throws RumoristaException {@code UNREADABLE_MEDIA} if it is not media or has no picture
   */
  public static PictureReader open(Path film) {
    Demuxer demuxer = Demuxer.open(film);
    AVStream stream = demuxer.picture();
    if (stream == null) {
      String found = demuxer.describe();
      demuxer.close();
      throw RumoristaException.unreadableMedia(
          "%s: has no moving picture (found %s); wanted a film: give a file with a picture track",
          film, found);
    }
    return new PictureReader(Decoder.open(demuxer, stream, THREADS));
  }

  /** In pixels, as seen. */
  public int width() {
    return orientation.swapsSides() ? storedHeight : storedWidth;
  }

  /** In pixels, as seen. */
  public int height() {
    return orientation.swapsSides() ? storedWidth : storedHeight;
  }

  /** Goes to the next picture; says when it is shown, in seconds; infinite at the end. */
  public double advance() {
    frame = decoder.next();
    if (frame == null) {
      return Double.POSITIVE_INFINITY;
    }
    double stamp = Ffmpeg.seconds(frame.best_effort_timestamp(), decoder.stream().time_base());
    if (Double.isNaN(startSeconds)) {
      startSeconds = Double.isNaN(stamp) ? 0 : stamp;
    }
    seconds = Double.isNaN(stamp) ? seconds + usualSeconds : stamp - startSeconds;
    return seconds;
  }

  /** The picture, RGB {@code [height][width][3]}. */
  public byte[] picture() {
    AVFrame here = frame;
    if (here == null) {
      throw new IllegalStateException("no picture here");
    }
    return orientation.apply(scaler.scale(here), storedWidth, storedHeight);
  }

  @Override
  public void close() {
    scaler.close();
    decoder.close();
  }
}
