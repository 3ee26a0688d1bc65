package rumorista.media;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** Draws the frames of {@link TestFilms} in YUV 4:2:0. */
final class TestPicture {
  private TestPicture() {}

  static void draw(TestFilms film, int index, AVFrame frame) {
    Ffmpeg.check(av_frame_make_writable(frame), "drawing");
    double time = index / film.frameRate + 1e-9;
    boolean counts = film.flashes.isEmpty() && film.moves.isEmpty();
    boolean flash = within(film.flashes, time);
    fill(frame, 0, luma(flash ? 255 : counts ? TestFilms.level(index) : 30), 0, 0, film.width, film.height);
    fill(frame, 1, 128, 0, 0, film.width, film.height);
    fill(frame, 2, 128, 0, 0, film.width, film.height);
    if (counts) {
      fill(frame, 0, 81, 0, 0, film.width / 2, film.height / 2);
      fill(frame, 1, 90, 0, 0, film.width / 2, film.height / 2);
      fill(frame, 2, 240, 0, 0, film.width / 2, film.height / 2);
    } else if (!film.moves.isEmpty()) {
      int side = Math.min(film.width, film.height) / 4;
      int place = (int) film.moves.stream().filter(move -> move <= time).count();
      int left = place * 2 * side % Math.max(1, film.width - side);
      fill(frame, 0, 220, left, film.height / 3, left + side, film.height / 3 + side);
    }
  }

  private static boolean within(List<Double> times, double time) {
    return times.stream().anyMatch(start -> start <= time && time < start + TestFilms.FLASH_SECONDS);
  }

  private static int luma(int level) {
    return 16 + level * 219 / 255;
  }

  private static void fill(AVFrame frame, int plane, int value, int left, int top, int right, int bottom) {
    int divisor = plane == 0 ? 1 : 2;
    int from = left / divisor;
    int length = (right + divisor - 1) / divisor - from;
    byte[] row = new byte[length];
    Arrays.fill(row, (byte) value);
    BytePointer data = frame.data(plane);
    for (int y = top / divisor; y < (bottom + divisor - 1) / divisor; y++) {
      data.position((long) y * frame.linesize(plane) + from).put(row);
    }
  }
}
