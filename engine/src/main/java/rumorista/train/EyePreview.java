package rumorista.train;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.library.Manifest;
import rumorista.library.Recording;
import rumorista.measure.Listening;
import rumorista.media.AudioReader;
import rumorista.media.FilmWriter;
import rumorista.media.OutputFile;
import rumorista.render.ProceduralFilm;
import rumorista.render.SceneKind;
import rumorista.render.Score;
import rumorista.render.Scores;

/**
 * Films as the eye learns from, with the recordings that lead them, so that a person can check
 * whether they fit.
 */
public final class EyePreview {
  private static final int WIDTH = 448;
  private static final int HEIGHT = 256;
  private static final int SECONDS = 6;
  private static final int MOST_TRIES = 40;

  private EyePreview() {}

  /**
   * Writes a film of every kind of scene as {@code strike.mp4}, {@code ball.mp4} and so on.
   *
   * @param data folder with a manifest
   * @param heldOut sources that are not shown
   */
  public static void write(
      Path data, Set<String> heldOut, Path out, long seed, Consumer<String> lines) {
    List<Recording> recordings =
        Manifest.read(data).stream()
            .filter(recording -> !heldOut.contains(recording.source()))
            .toList();
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw invalidInput("%s: no folder can be made there (%s)", out, e.getMessage());
    }
    for (SceneKind kind : SceneKind.values()) {
      SplittableRandom random = new SplittableRandom(seed + kind.name().hashCode());
      Path target = out.resolve(kind.name().toLowerCase(Locale.ROOT) + ".mp4");
      Waveform sound = sound(recordings, kind, random);
      Score score = Score.of(Scores.timeline(Listening.levels(sound)), kind.apart());
      try (OutputFile file = OutputFile.create(target, true);
          ProceduralFilm film =
              new ProceduralFilm(kind, score, random.nextLong(), true, WIDTH, HEIGHT)) {
        FilmWriter.write(film, SoundStream.of(sound), file.path());
        file.commit();
      }
      lines.accept("%s: %d attacks".formatted(target, score.onsets().length));
    }
  }

  /** A recording, repeated with pauses if it is short; one with attacks where they are shown. */
  private static Waveform sound(
      List<Recording> recordings, SceneKind kind, SplittableRandom random) {
    float[] samples = new float[SECONDS * Listening.SAMPLE_RATE];
    for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
      Recording recording = recordings.get(random.nextInt(recordings.size()));
      float[] own = AudioReader.readAll(recording.file(), Listening.SAMPLE_RATE, 1).samples()[0];
      int pause = (int) (Listening.SAMPLE_RATE * random.nextDouble(0.1, 0.9));
      Arrays.fill(samples, 0);
      for (int at = pause; at < samples.length; at += own.length + pause) {
        System.arraycopy(own, 0, samples, at, Math.min(own.length, samples.length - at));
      }
      Waveform sound = Waveform.mono(samples, Listening.SAMPLE_RATE);
      int attacks =
          Score.of(Scores.timeline(Listening.levels(sound)), kind.apart()).onsets().length;
      if (!kind.sharp() || (attacks >= 3 && attacks <= 5 * SECONDS)) {
        return sound;
      }
    }
    return Waveform.mono(samples, Listening.SAMPLE_RATE);
  }
}
