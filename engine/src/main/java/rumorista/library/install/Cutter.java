package rumorista.library.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.media.AudioReader;
import rumorista.media.OutputFile;
import rumorista.media.SoundInfo;
import rumorista.media.SoundWriter;

/**
 * Cuts a recording out of an original: 48 kHz Opus, stereo where the original is, without constant
 * offset and without silence at its ends, faded where it was cut, to one peak level.
 */
final class Cutter {
  private static final int SAMPLE_RATE = 48_000;
  private static final double LONGEST_SECONDS = 60;
  private static final float SILENCE = 0.001f; // of the peak: -60 dB
  private static final float NO_SOUND = 1e-5f; // -100 dB
  private static final float PEAK = 0.7f;
  private static final int MARGIN = 240; // samples, 5 ms, kept and faded at either end

  private Cutter() {}

  /**
   * Writes the recording, whole or not at all.
   *
   * @throws RumoristaException {@code UNREADABLE_MEDIA} if the original cannot be decoded or is
   *     silent; {@code INVALID_INPUT} if the result cannot be written
   */
  static void cut(Path original, OpenRecording recording, Path result) {
    int channels = Math.clamp(SoundInfo.probe(original).channels(), 1, 2);
    Waveform piece;
    try (AudioReader reader = AudioReader.open(original, SAMPLE_RATE, channels)) {
      double seconds = recording.seconds() > 0 ? recording.seconds() : LONGEST_SECONDS;
      piece = piece(reader, recording.startSeconds(), Math.min(seconds, LONGEST_SECONDS));
    }
    Waveform trimmed = trim(piece);
    if (trimmed.length() == 0) {
      throw RumoristaException.unreadableMedia("%s: holds no sound", recording.origin().path());
    }
    try {
      Files.createDirectories(result.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw RumoristaException.invalidInput("%s: cannot be written (%s)", result, e.getMessage());
    }
    try (OutputFile output = OutputFile.create(result, true)) {
      SoundWriter.write(SoundStream.of(trimmed), output.path());
      output.commit();
    }
  }

  /** The samples from {@code start} on, as many as there are up to so many seconds. */
  private static Waveform piece(SoundStream sound, double start, double seconds) {
    long from = Math.round(start * SAMPLE_RATE);
    long to = from + Math.round(seconds * SAMPLE_RATE);
    float[][] samples = new float[sound.channels()][(int) (to - from)];
    long at = 0;
    for (@Nullable Waveform block = sound.read(); block != null && at < to; block = sound.read()) {
      int first = (int) Math.clamp(from - at, 0, block.length());
      int last = (int) Math.clamp(to - at, 0, block.length());
      for (int channel = 0; channel < samples.length && first < last; channel++) {
        System.arraycopy(
            block.samples()[channel],
            first,
            samples[channel],
            (int) (at + first - from),
            last - first);
      }
      at += block.length();
    }
    int length = (int) Math.clamp(Math.min(at, to) - from, 0, to - from);
    for (int channel = 0; channel < samples.length; channel++) {
      samples[channel] = Arrays.copyOf(samples[channel], length);
    }
    return new Waveform(samples, SAMPLE_RATE);
  }

  static Waveform trim(Waveform sound) {
    for (float[] channel : sound.samples()) {
      removeOffset(channel);
    }
    float peak = 0;
    for (float[] channel : sound.samples()) {
      for (float sample : channel) {
        peak = Math.max(peak, Math.abs(sample));
      }
    }
    int from = 0;
    int to = peak < NO_SOUND ? 0 : sound.length();
    while (from < to && isSilent(sound, from, peak)) {
      from++;
    }
    while (to > from && isSilent(sound, to - 1, peak)) {
      to--;
    }
    int start = Math.max(0, from - MARGIN);
    int end = to > from ? Math.min(sound.length(), to + MARGIN) : start;
    float[][] kept = new float[sound.channels()][];
    for (int channel = 0; channel < kept.length; channel++) {
      kept[channel] = Arrays.copyOfRange(sound.samples()[channel], start, end);
      shape(kept[channel], PEAK / peak, from - start);
    }
    return new Waveform(kept, sound.sampleRate());
  }

  private static boolean isSilent(Waveform sound, int time, float peak) {
    for (float[] channel : sound.samples()) {
      if (Math.abs(channel[time]) >= SILENCE * peak) {
        return false;
      }
    }
    return true;
  }

  private static void removeOffset(float[] channel) {
    double sum = 0;
    for (float sample : channel) {
      sum += sample;
    }
    float mean = (float) (sum / Math.max(1, channel.length));
    for (int i = 0; i < channel.length; i++) {
      channel[i] -= mean;
    }
  }

  /** The fade-in ends where the sound begins, so that its attack stays as it was. */
  private static void shape(float[] channel, float gain, int onset) {
    for (int i = 0; i < channel.length; i++) {
      float fadeIn = onset == 0 ? 1 : Math.min(1, (float) i / onset);
      float fadeOut = Math.min(1, (float) (channel.length - i) / MARGIN);
      channel[i] *= gain * fadeIn * fadeOut;
    }
  }
}
