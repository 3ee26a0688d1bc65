package rumorista.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** When a track starts and ends, from the packets seen so far. Packets that are not to be shown do not count. */
final class PacketClock {
  /** Pictures a second where nobody says. */
  static final double USUAL_RATE = 25;

  private final double tickSeconds;
  private final double usualSeconds;
  private double startSeconds = Double.NaN;
  private double endSeconds = Double.NaN;

  /** @param rate packets a second, for those that do not say how long they last; 0 if unknown */
  PacketClock(AVStream stream, double rate) {
    this.tickSeconds = av_q2d(stream.time_base());
    this.usualSeconds = 1 / (rate > 0 ? rate : USUAL_RATE);
  }

  void see(AVPacket packet) {
    if ((packet.flags() & AV_PKT_FLAG_DISCARD) != 0) {
      return;
    }
    double duration = packet.duration() > 0 ? packet.duration() * tickSeconds : usualSeconds;
    long timestamp = packet.pts() != AV_NOPTS_VALUE ? packet.pts() : packet.dts();
    double start;
    if (timestamp != AV_NOPTS_VALUE) {
      start = timestamp * tickSeconds;
    } else {
      start = Double.isNaN(endSeconds) ? 0 : endSeconds;
    }
    startSeconds = Double.isNaN(startSeconds) ? start : Math.min(startSeconds, start);
    endSeconds = Double.isNaN(endSeconds) ? start + duration : Math.max(endSeconds, start + duration);
  }

  /** On the clock of the file; NaN before the first packet. */
  double startSeconds() {
    return startSeconds;
  }

  /** On the clock of the file; NaN before the first packet. */
  double endSeconds() {
    return endSeconds;
  }

  /** Length of what was seen; 0 before the first packet. */
  double seconds() {
    return Double.isNaN(endSeconds) ? 0 : endSeconds - startSeconds;
  }
}
