package rumorista.evaluate.watermark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.generate.Foley;
import rumorista.media.AudioReader;
import rumorista.media.SoundWriter;

/**
 * Something done to a marked sound, whose result is a file as anyone may find it.
 *
 * @param stretches whether the mark has to be looked for at other speeds, tempos and pitches
 */
record Attack(String name, boolean stretches, Change change) {
  private static final int RATE = 48_000;

  /** What an attack does. */
  interface Change {
    /** Writes the result into a folder and names it. */
    Path apply(Waveform sound, Path folder);
  }

  private interface Filter {
    Waveform apply(Waveform sound);
  }

  private static Attack filter(String name, Filter filter) {
    return new Attack(name, false, (sound, folder) -> wav(filter.apply(sound), folder));
  }

  private static Attack codec(String name, String extension, int bitsPerSecond) {
    return new Attack(
        name, false, (sound, folder) -> coded(sound, folder, extension, bitsPerSecond));
  }

  private static Attack speed(double factor) {
    return new Attack(
        "speed " + factor, true, (sound, folder) -> wav(Distortion.speed(sound, factor), folder));
  }

  private static Attack rubberband(String name, String option, String value) {
    return new Attack(
        name,
        true,
        (sound, folder) ->
            program(folder, ".wav", "rubberband", wav(sound, folder), option, value));
  }

  private static Attack resample(int rate) {
    return new Attack(
        "resample %d k".formatted(rate / 1000),
        false,
        (sound, folder) ->
            wav(AudioReader.readAll(wav(sound, folder), rate, sound.channels()), folder));
  }

  /**
   * All of docs/WATERMARK.md.
   *
   * @param foley whose own codec is one of them; {@code null} leaves that out
   */
  static List<Attack> all(@Nullable Foley foley) {
    List<Attack> all = new ArrayList<>(common());
    if (foley != null) {
      all.add(
          new Attack(
              "our own codec",
              false,
              (sound, folder) -> {
                Path file = wav(sound, folder);
                Waveform heard = AudioReader.readAll(file, foley.sampleRate(), 1);
                return wav(foley.roundTrip(heard), folder);
              }));
    }
    return all;
  }

  private static List<Attack> common() {
    return List.of(
        filter("none (WAV, 16 bit)", sound -> sound),
        codec("MP3 128k", "mp3", 128_000),
        filter("gain -12 dB", sound -> Distortion.gain(sound, -12)),
        filter("loudness normalised", Distortion::normaliseLoudness),
        filter("high pass 500 Hz", sound -> Distortion.highPass(sound, 500)),
        filter("compressor", Distortion::compress),
        codec("MP3 64k", "mp3", 64_000),
        codec("AAC 64k", "m4a", 64_000),
        codec("Opus 32k", "opus", 32_000),
        new Attack(
            "MP3 128k then AAC 64k",
            false,
            (sound, folder) -> {
              Path mp3 = coded(sound, folder, "mp3", 128_000);
              Waveform decoded = AudioReader.readAll(mp3, RATE, sound.channels());
              return coded(decoded, folder, "m4a", 64_000);
            }),
        filter("white noise 20 dB", sound -> Distortion.noise(sound, 20)),
        resample(16_000),
        filter("low pass 4 kHz", sound -> Distortion.lowPass(sound, 4000)),
        resample(8_000),
        filter("8 bit", sound -> Distortion.quantise(sound, 8)),
        filter("echo 100 ms, 0.3", sound -> Distortion.echo(sound, 0.1, 0.3)),
        filter("mono downmix", Distortion::mono),
        filter("crop to 5 s", sound -> Distortion.crop(sound, 2.3, 5)),
        filter("crop to 3 s", sound -> Distortion.crop(sound, 3.7, 3)),
        codec("Opus 16k", "opus", 16_000),
        new Attack(
            "Vorbis 48k",
            false,
            (sound, folder) -> program(folder, ".ogg", "sox", wav(sound, folder), "-C", "-1")),
        speed(0.9),
        speed(1.1),
        rubberband("tempo 0.9", "-T", "0.9"),
        rubberband("tempo 1.1", "-T", "1.1"),
        rubberband("pitch -1 semitone", "-p", "-1"),
        rubberband("pitch +1 semitone", "-p", "1"));
  }

  /** Whether it shortens to so little that a sound must have been longer to begin with. */
  boolean applies(double seconds) {
    return !name.startsWith("crop") || seconds >= 10;
  }

  private static Path wav(Waveform sound, Path folder) {
    return coded(sound, folder, "wav", 0);
  }

  private static Path coded(Waveform sound, Path folder, String extension, int bitsPerSecond) {
    try {
      Path file = Files.createTempFile(folder, "attack", "." + extension);
      SoundWriter.writeCoded(SoundStream.of(sound), file, bitsPerSecond);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs {@code program [option value] input output}, or options in the middle as sox wants it. */
  private static Path program(
      Path folder, String extension, String program, Path input, String option, String value) {
    Path output = folder.resolve("result" + extension);
    List<String> command =
        program.equals("sox")
            ? List.of(program, input.toString(), option, value, output.toString())
            : List.of(program, option, value, input.toString(), output.toString());
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw RumoristaException.invalidInput(
            "the program failed: %s; wanted a sound from it", String.join(" ", command));
      }
      return output;
    } catch (IOException e) {
      throw RumoristaException.invalidInput(
          "%s cannot be started (%s): install it (apt install rubberband-cli sox) or name the"
              + " attacks that do without with --attacks",
          program, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RumoristaException(RumoristaException.Kind.CANCELLED, "interrupted");
    }
  }
}
