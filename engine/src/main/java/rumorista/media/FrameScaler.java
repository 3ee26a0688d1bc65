package rumorista.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import rumorista.RumoristaException;

/** Turns decoded frames of any size and format into RGB pictures of one size. */
final class FrameScaler implements AutoCloseable {
  private final Path path;
  private final int width;
  private final int height;
  private final SwsContext context = sws_alloc_context();
  private final AVFrame output = av_frame_alloc();

  /** @param path for messages */
  FrameScaler(Path path, int width, int height) {
    this.path = path;
    this.width = width;
    this.height = height;
    output.format(AV_PIX_FMT_RGB24);
    output.width(width);
    output.height(height);
    Ffmpeg.check(av_frame_get_buffer(output, 0), "allocating a picture of %d x %d".formatted(width, height));
  }

  /** RGB {@code [height][width][3]} in row-major bytes. */
  byte[] scale(AVFrame frame) {
    boolean shrinks = frame.width() >= width && frame.height() >= height;
    context.flags(shrinks ? SWS_AREA : SWS_BILINEAR);
    int code = sws_scale_frame(context, output, frame);
    if (code < 0) {
      throw RumoristaException.unreadableMedia(
          "%s: its pictures have a format that cannot be read (%s): convert it to H.264 in .mp4",
          path, Ffmpeg.message(code));
    }
    int stride = output.linesize(0);
    ByteBuffer rows = output.data(0).capacity((long) stride * height).asByteBuffer();
    byte[] picture = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      rows.get(y * stride, picture, 3 * width * y, 3 * width);
    }
    return picture;
  }

  @Override
  public void close() {
    sws_freeContext(context);
    av_frame_free(output);
  }
}
