package rumorista.media;

import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;
import rumorista.SoundStream;
import rumorista.Waveform;

/**
 * A sound file, or the sound of a film, decoded block by block. Beside a picture, time zero is the
 * start of the picture: sound that starts later is preceded by silence, and what comes before the
 * picture is left out. Holes in the time line are silence. A file that is cut off delivers what is
 * there.
 */
public final class AudioReader implements SoundStream {
  /** Time stamps of many containers are too coarse to call less than this a hole. */
  private static final double HOLE_SECONDS = 0.1;

  private final Decoder decoder;
  private final int sampleRate;
  private final int channels;
  private @Nullable AVFrame frame;
  private @Nullable Resampler resampler;
  private double originSeconds; // of time zero on the clock of the file; NaN until known
  private double frameSeconds = Double.NaN; // of the next frame on that clock
  private double expectedSeconds = Double.NaN; // of a next frame without hole; NaN before the first
  private long position;
  private long silence;
  private long surplus;

  private AudioReader(Decoder decoder, int sampleRate, int channels, double originSeconds) {
    this.decoder = decoder;
    this.sampleRate = sampleRate;
    this.channels = channels;
    this.originSeconds = originSeconds;
  }

  /**
   * Opens the sound of a file.
   *
   * @param sampleRate in hertz, to which the sound is resampled
   * @param channels 1 mixes all down to mono, 2 to stereo; mono becomes two equal channels
   * @throws RumoristaException {@code UNREADABLE_MEDIA} if it is not media or has no sound that can
   *     be decoded
   */
  public static AudioReader open(Path path, int sampleRate, int channels) {
    if (sampleRate < 1 || channels < 1) {
      throw RumoristaException.invalidInput(
          "%d Hz and %d channels; wanted at least 1 of both", sampleRate, channels);
    }
    Demuxer demuxer = Demuxer.open(path);
    AVStream sound = demuxer.sound();
    if (sound == null) {
      String found = demuxer.describe();
      demuxer.close();
      throw RumoristaException.unreadableMedia(
          "%s: has no sound track (found %s); wanted one: give a file that has sound", path, found);
    }
    AVStream picture = demuxer.picture();
    double start = picture == null ? Double.NaN : MediaInfo.startSeconds(picture);
    AudioReader reader =
        new AudioReader(Decoder.open(demuxer, sound, 1), sampleRate, channels, start);
    reader.advance();
    if (reader.frame == null) {
      reader.close();
      throw RumoristaException.unreadableMedia(
          "%s: its sound track has no sound that can be decoded: export it again", path);
    }
    return reader;
  }

  /** Decodes a whole file; arguments and errors as of {@link #open}. */
  public static Waveform readAll(Path path, int sampleRate, int channels) {
    try (AudioReader reader = open(path, sampleRate, channels)) {
      return reader.readAll();
    }
  }

  @Override
  public int sampleRate() {
    return sampleRate;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public @Nullable Waveform read() {
    while (true) {
      if (silence > 0) {
        return takeSilence();
      }
      AVFrame next = frame;
      Resampler current = resampler;
      if (current == null) {
        if (next == null) {
          return null;
        }
        startRun(next);
        continue;
      }
      Waveform block;
      if (next == null || !continues(current, next)) {
        block = current.finish();
        endRun();
      } else {
        block = current.convert(next);
        advance();
      }
      block = withoutSurplus(block);
      if (block.length() > 0) {
        position += block.length();
        return block;
      }
    }
  }

  /** Frames of one format without a hole are a run; it begins when its first frame says. */
  private void startRun(AVFrame first) {
    resampler = new Resampler(first, sampleRate, channels);
    boolean isFirst = Double.isNaN(expectedSeconds);
    if (isFirst && Double.isNaN(originSeconds)) {
      originSeconds = frameSeconds;
    }
    if (Double.isNaN(frameSeconds) || Double.isNaN(originSeconds)) {
      expectedSeconds = isFirst ? 0 : expectedSeconds;
      return;
    }
    long wanted = Math.round((frameSeconds - originSeconds) * sampleRate);
    silence = Math.max(0, wanted - position);
    surplus = isFirst ? Math.max(0, -wanted) : 0;
    expectedSeconds = frameSeconds;
  }

  private boolean continues(Resampler run, AVFrame next) {
    return run.accepts(next) && !(frameSeconds - expectedSeconds > HOLE_SECONDS);
  }

  private void endRun() {
    if (resampler != null) {
      resampler.close();
    }
    resampler = null;
  }

  private void advance() {
    if (frame != null) {
      expectedSeconds += (double) frame.nb_samples() / frame.sample_rate();
    }
    frame = decoder.next();
    if (frame != null) {
      frameSeconds = Ffmpeg.seconds(frame.best_effort_timestamp(), decoder.stream().time_base());
    }
  }

  private Waveform takeSilence() {
    int length = (int) Math.min(silence, sampleRate);
    silence -= length;
    position += length;
    return new Waveform(new float[channels][length], sampleRate);
  }

  private Waveform withoutSurplus(Waveform block) {
    if (surplus == 0) {
      return block;
    }
    int skipped = (int) Math.min(surplus, block.length());
    surplus -= skipped;
    float[][] rest = new float[channels][];
    for (int i = 0; i < channels; i++) {
      rest[i] = Arrays.copyOfRange(block.samples()[i], skipped, block.length());
    }
    return new Waveform(rest, sampleRate);
  }

  @Override
  public void close() {
    endRun();
    decoder.close();
  }
}
