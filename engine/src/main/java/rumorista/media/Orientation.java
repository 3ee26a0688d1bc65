package rumorista.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.IntPointer;

/**
 * How a stored picture is turned and mirrored before it is shown: stored {@code (x, y)}, y
 * downwards, is seen at {@code (xx * x + xy * y, yx * x + yy * y)} but for an offset. Turns other
 * than by quarters are not made.
 */
record Orientation(int xx, int xy, int yx, int yy) {
  static final Orientation UPRIGHT = new Orientation(1, 0, 0, 1);

  /** From the display matrix of a track. */
  static Orientation of(AVStream stream) {
    AVCodecParameters parameters = stream.codecpar();
    if (parameters.nb_coded_side_data() == 0) {
      return UPRIGHT;
    }
    AVPacketSideData data =
        av_packet_side_data_get(
            parameters.coded_side_data(),
            parameters.nb_coded_side_data(),
            AV_PKT_DATA_DISPLAYMATRIX);
    if (data == null || data.size() < 9 * Integer.BYTES) {
      return UPRIGHT;
    }
    IntPointer matrix = new IntPointer(data.data());
    return ofMatrix(matrix.get(0), matrix.get(1), matrix.get(3), matrix.get(4));
  }

  /** The matrix {@code [a b; c d]} maps {@code (x, y)} to {@code (a x + c y, b x + d y)}. */
  static Orientation ofMatrix(int a, int b, int c, int d) {
    boolean straight = Math.abs((long) a * d) >= Math.abs((long) b * c);
    Orientation orientation =
        straight
            ? new Orientation(Integer.signum(a), 0, 0, Integer.signum(d))
            : new Orientation(0, Integer.signum(c), Integer.signum(b), 0);
    boolean degenerate = straight ? a == 0 || d == 0 : b == 0 || c == 0;
    return degenerate ? UPRIGHT : orientation;
  }

  /** Whether width and height change places. */
  boolean swapsSides() {
    return xx == 0;
  }

  /**
   * Turns a picture of 3 bytes a pixel.
   *
   * @param width of the picture as stored
   * @param height of the picture as stored
   */
  byte[] apply(byte[] stored, int width, int height) {
    if (equals(UPRIGHT)) {
      return stored;
    }
    byte[] seen = new byte[stored.length];
    int seenWidth = swapsSides() ? height : width;
    int left = Math.min(0, xx) * (width - 1) + Math.min(0, xy) * (height - 1);
    int top = Math.min(0, yx) * (width - 1) + Math.min(0, yy) * (height - 1);
    int from = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int to = 3 * ((yx * x + yy * y - top) * seenWidth + xx * x + xy * y - left);
        seen[to] = stored[from++];
        seen[to + 1] = stored[from++];
        seen[to + 2] = stored[from++];
      }
    }
    return seen;
  }
}
