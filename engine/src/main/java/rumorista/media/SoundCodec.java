package rumorista.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;

/** How sound is coded when it is written. */
enum SoundCodec {
  PCM("pcm_s16le", AV_SAMPLE_FMT_S16, 0),
  FLAC("flac", AV_SAMPLE_FMT_S16, 0),
  MP3("libmp3lame", AV_SAMPLE_FMT_FLTP, 96_000),
  AAC("aac", AV_SAMPLE_FMT_FLTP, 128_000),
  OPUS("libopus", AV_SAMPLE_FMT_FLT, 80_000);

  /** In hertz, of all sound that is written. */
  static final int SAMPLE_RATE = 48_000;

  /** ffmpeg's name of the encoder. */
  final String encoder;

  /** ffmpeg's number of the sample format that it is fed. */
  final int sampleFormat;

  /**
   * 0 where nothing is lost. With less, ffmpeg's AAC puts clicks of nearly twice full scale where
   * loud sound begins.
   */
  final int bitsPerSecondAndChannel;

  SoundCodec(String encoder, int sampleFormat, int bitsPerSecondAndChannel) {
    this.encoder = encoder;
    this.sampleFormat = sampleFormat;
    this.bitsPerSecondAndChannel = bitsPerSecondAndChannel;
  }
}
