package rumorista.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_NONSTRICT;
import static org.bytedeco.ffmpeg.global.avformat.av_codec_get_id;
import static org.bytedeco.ffmpeg.global.avformat.av_codec_get_tag;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.PointerPointer;

/** A track that goes from one film into another packet by packet, with its times. */
final class CopiedTrack {
  private final OutputContainer container;
  private final AVStream input;
  private final AVStream output;
  private long lastDts = AV_NOPTS_VALUE;

  /** Adds the same track to the output. */
  CopiedTrack(OutputContainer container, AVStream input) {
    this.container = container;
    this.input = input;
    this.output = container.addStream();
    AVCodecParameters parameters = output.codecpar();
    Ffmpeg.check(avcodec_parameters_copy(parameters, input.codecpar()), "copying a track's parameters");
    if (!tagFits(container.context().oformat(), parameters)) {
      parameters.codec_tag(0);
    }
    output.time_base(input.time_base());
    output.avg_frame_rate(input.avg_frame_rate());
    output.r_frame_rate(input.r_frame_rate());
    output.sample_aspect_ratio(input.sample_aspect_ratio());
    output.disposition(input.disposition());
    output.metadata(Metadata.copy(input.metadata(), output.metadata()));
  }

  /** Whether the output calls the codec by the same four letters, as for HEVC {@code hvc1} or {@code hev1}. */
  private static boolean tagFits(AVOutputFormat format, AVCodecParameters parameters) {
    PointerPointer<?> tags = format.codec_tag();
    return tags == null
        || av_codec_get_id(tags, parameters.codec_tag()) == parameters.codec_id()
        || av_codec_get_tag(tags, parameters.codec_id()) == 0;
  }

  AVStream input() {
    return input;
  }

  AVStream output() {
    return output;
  }

  /**
   * Writes a packet; takes its content over.
   *
   * @param shiftSeconds how much earlier the whole film is in the output
   */
  void write(AVPacket packet, double shiftSeconds) {
    long shift = Math.round(shiftSeconds / av_q2d(input.time_base()));
    if (packet.pts() != AV_NOPTS_VALUE) {
      packet.pts(packet.pts() - shift);
    }
    if (packet.dts() != AV_NOPTS_VALUE) {
      packet.dts(packet.dts() - shift);
    }
    av_packet_rescale_ts(packet, input.time_base(), output.time_base());
    mendTimes(packet);
    container.write(packet, output, output.time_base());
  }

  /** Containers want decoding times that rise; where the source has none or stumbles, the least change is made. */
  private void mendTimes(AVPacket packet) {
    boolean strict = (container.context().oformat().flags() & AVFMT_TS_NONSTRICT) == 0;
    long least = lastDts == AV_NOPTS_VALUE ? Long.MIN_VALUE : lastDts + (strict ? 1 : 0);
    if (packet.dts() == AV_NOPTS_VALUE) {
      long next = lastDts == AV_NOPTS_VALUE ? 0 : lastDts + Math.max(1, packet.duration());
      packet.dts(packet.pts() == AV_NOPTS_VALUE ? next : Math.min(next, packet.pts()));
    }
    if (packet.dts() < least) {
      packet.dts(least);
    }
    if (packet.pts() == AV_NOPTS_VALUE || packet.pts() < packet.dts()) {
      packet.pts(packet.dts());
    }
    lastDts = packet.dts();
  }
}
