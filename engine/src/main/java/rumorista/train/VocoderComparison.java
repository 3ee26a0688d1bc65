package rumorista.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rumorista.library.Manifest;
import rumorista.library.Recording;
import rumorista.media.AudioReader;
import rumorista.model.VocoderSpec;
import rumorista.model.small.Vocoder;
import rumorista.signal.GriffinLim;
import rumorista.signal.MelSpectrogram;
import rumorista.tensor.StateDict;

/**
 * Does the vocoder beat Griffin-Lim? Recordings of held-out sources, steady tones and clicks are
 * turned into mel spectrograms and back by both.
 */
public final class VocoderComparison {
  private static final int SAMPLE_RATE = 32_000;
  private static final int LONGEST = 3 * SAMPLE_RATE; // samples of a recording
  private static final int TURNS = 32; // of the Griffin-Lim to beat
  private static final float MOMENTUM = 0.99f;

  private VocoderComparison() {}

  private interface Decoder {
    float[] decode(float[][] levels, float[] known, long seed);
  }

  /**
   * Tells a table, a line for each decoder.
   *
   * @param weights of the vocoder; an untrained one if null
   * @param clips how many recordings of the held-out sources
   */
  public static void run(
      VocoderSpec spec,
      Path data,
      Set<String> heldOut,
      @Nullable Path weights,
      int clips,
      Consumer<String> lines) {
    MelSpectrogram mel = MelSpectrogram.standard();
    Vocoder vocoder = new Vocoder(spec, mel);
    if (weights != null) {
      StateDict.load(weights, vocoder);
    }
    List<Recording> recordings =
        new ArrayList<>(
            Manifest.read(data).stream().filter(r -> heldOut.contains(r.source())).toList());
    Collections.shuffle(recordings, new Random(5));
    List<float[]> sounds = recordings.stream().limit(clips).map(VocoderComparison::read).toList();
    lines.accept(
        "%-12s %10s %12s %10s %10s %8s"
            .formatted("", "distance", "convergence", "buzz", "smear", "speed"));
    lines.accept(line("original", mel, sounds, null));
    lines.accept(line("griffin-lim", mel, sounds, new GriffinLim(mel, TURNS, MOMENTUM)::invert));
    lines.accept(line("vocoder", mel, sounds, vocoder::decode));
  }

  private static float[] read(Recording recording) {
    float[] sound = AudioReader.readAll(recording.file(), SAMPLE_RATE, 1).samples()[0];
    return Arrays.copyOf(sound, Math.min(sound.length, LONGEST) / 256 * 256);
  }

  private static String line(
      String name, MelSpectrogram mel, List<float[]> sounds, @Nullable Decoder decoder) {
    long start = System.nanoTime();
    List<float[]> decoded = sounds.stream().map(s -> through(s, mel, decoder)).toList();
    double seconds = (System.nanoTime() - start) / 1e9;
    double length = sounds.stream().mapToInt(s -> s.length).sum() / (double) SAMPLE_RATE;
    return String.format(
        Locale.ROOT,
        "%-12s %10.3f %12.2f %10.2f %10.2f %7.1fx",
        name,
        mean(i -> Fidelity.distance(sounds.get(i), decoded.get(i)), sounds.size()),
        mean(i -> Fidelity.convergence(sounds.get(i), decoded.get(i)), sounds.size()),
        mean(i -> buzz(i, mel, decoder), TestTones.COUNT),
        Fidelity.besideClicks(through(TestTones.clicks(), mel, decoder), TestTones.clickPlaces()),
        length / seconds);
  }

  private static double mean(java.util.function.IntToDoubleFunction figure, int count) {
    return IntStream.range(0, count).mapToDouble(figure).average().orElse(Double.NaN);
  }

  private static double buzz(int tone, MelSpectrogram mel, @Nullable Decoder decoder) {
    return Fidelity.besidePartials(
        through(TestTones.steady(tone), mel, decoder), TestTones.partials(tone));
  }

  private static float[] through(float[] sound, MelSpectrogram mel, @Nullable Decoder decoder) {
    return decoder == null ? sound : decoder.decode(mel.of(sound), new float[0], 1);
  }

  /** Sounds whose faults can be told exactly. */
  private static final class TestTones {
    private static final double[] FUNDAMENTALS = {110, 233.1, 440.7, 1003, 2217, 4111};
    private static final int COUNT = FUNDAMENTALS.length;
    private static final int PARTIALS = 6;
    private static final int CLICK_DISTANCE = 7919; // samples; a prime, so that all offsets occur
    private static final int LENGTH = 3 * SAMPLE_RATE / 256 * 256;

    static double[] partials(int tone) {
      return DoubleStream.iterate(FUNDAMENTALS[tone], f -> f + FUNDAMENTALS[tone])
          .limit(PARTIALS)
          .filter(f -> f < 0.45 * SAMPLE_RATE)
          .toArray();
    }

    static float[] steady(int tone) {
      float[] sound = new float[LENGTH];
      double[] hertz = partials(tone);
      for (int p = 0; p < hertz.length; p++) {
        for (int i = 0; i < LENGTH; i++) {
          sound[i] +=
              (float) (0.2 / (p + 1) * Math.sin(2 * Math.PI * hertz[p] * i / SAMPLE_RATE + p * p));
        }
      }
      return sound;
    }

    static int[] clickPlaces() {
      return IntStream.iterate(CLICK_DISTANCE, p -> p < LENGTH - 1000, p -> p + CLICK_DISTANCE)
          .toArray();
    }

    static float[] clicks() {
      float[] sound = new float[LENGTH];
      for (int place : clickPlaces()) {
        sound[place] = 0.8f;
      }
      return sound;
    }
  }
}
