package rumorista.media;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_DISCONT;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Makes one time line of broadcast formats (MPEG transport and program streams) whose clock may
 * jump in the middle, as the ffmpeg program does: a jump of more than ten seconds is taken out.
 */
final class TimestampMender {
  private static final double JUMP_SECONDS = 10;

  private final AVFormatContext context;
  private final boolean mayJump;
  private double lastSeconds = Double.NaN;
  private double offsetSeconds;

  TimestampMender(AVFormatContext context) {
    this.context = context;
    this.mayJump = (context.iformat().flags() & AVFMT_TS_DISCONT) != 0;
  }

  void mend(AVPacket packet) {
    if (!mayJump || packet.dts() == AV_NOPTS_VALUE) {
      return;
    }
    AVStream stream = context.streams(packet.stream_index());
    double tick = av_q2d(stream.time_base());
    double seconds = packet.dts() * tick + offsetSeconds;
    if (Math.abs(seconds - lastSeconds) > JUMP_SECONDS) {
      offsetSeconds += lastSeconds - seconds;
      seconds = lastSeconds;
    }
    lastSeconds = seconds;
    long shift = Math.round(offsetSeconds / tick);
    packet.dts(packet.dts() + shift);
    if (packet.pts() != AV_NOPTS_VALUE) {
      packet.pts(packet.pts() + shift);
    }
  }
}
