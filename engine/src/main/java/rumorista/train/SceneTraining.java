package rumorista.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import rumorista.look.SceneFeatures;
import rumorista.look.SceneHead;
import rumorista.tensor.Safetensors;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;
import rumorista.train.scenes.SceneFilm;

/** {@code rumorista train scenes}: from procedural films to a head that tells scenes apart. */
public final class SceneTraining {
  /** What is known of a scene head. */
  public static final String CARD = "scenes.json";

  private static final double SURE = 0.7; // probability from which on a scene is said
  private static final int NOTHINGS = 4; // times as many films of nothing as of any scene
  private static final int TESTED = 60; // films of a scene
  private static final long UNSEEN = 1_000_000_000L; // first seed of films that are tested on

  private SceneTraining() {}

  /** Films as numbers, and what they show. */
  private record Films(float[][] features, int[] scenes) {
    static Films render(int each, boolean otherKind, long firstSeed) {
      int kinds = SceneHead.SCENES.size();
      int count = each * (kinds - 1 + NOTHINGS);
      int[] scenes = IntStream.range(0, count).map(i -> Math.max(0, i % (kinds + 3) - 3)).toArray();
      float[][] features =
          IntStream.range(0, count)
              .parallel()
              .mapToObj(i ->
                  SceneFeatures.of(
                      SceneFilm.render(SceneHead.SCENES.get(scenes[i]), otherKind, firstSeed + i),
                      SceneFilm.WIDTH,
                      SceneFilm.HEIGHT))
              .toArray(float[][]::new);
      return new Films(features, scenes);
    }
  }

  /**
   * Trains and writes {@value SceneHead#WEIGHTS} and {@value #CARD}, which says how often the head
   * is right on films of the same kinds and of kinds that it has never seen.
   *
   * @param each films of a scene
   * @param lines is told of the progress, line by line
   */
  public static void run(int each, TrainingOptions options, Consumer<String> lines) {
    lines.accept("rendering %d films a scene".formatted(each));
    Films films = Films.render(each, false, options.seed() * 10_000_000);
    float[] mean = new float[SceneFeatures.COUNT];
    float[] spread = new float[SceneFeatures.COUNT];
    measure(films.features, mean, spread);
    float[][] standard = new float[films.features.length][];
    for (int i = 0; i < standard.length; i++) {
      standard[i] = new float[mean.length];
      for (int f = 0; f < mean.length; f++) {
        standard[i][f] = Math.clamp((films.features[i][f] - mean[f]) / spread[f], -4, 4);
      }
    }
    try (TensorScope scope = new TensorScope()) {
      torch.manual_seed(options.seed());
      SceneNetwork network = new SceneNetwork();
      Trainer trainer =
          new Trainer(new SceneTask(network, standard, films.scenes, options), options);
      long steps = trainer.run(new TrainingLog(options, lines));
      write(options.out(), trainer.average(), mean, spread);
      report(options, each, steps, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void measure(float[][] features, float[] mean, float[] spread) {
    for (int f = 0; f < mean.length; f++) {
      double sum = 0;
      double square = 0;
      for (float[] film : features) {
        sum += film[f];
        square += film[f] * (double) film[f];
      }
      mean[f] = (float) (sum / features.length);
      double variance = square / features.length - mean[f] * (double) mean[f];
      spread[f] = (float) Math.max(1e-3, Math.sqrt(variance));
    }
  }

  private static void write(Path out, Map<String, Tensor> weights, float[] mean, float[] spread)
      throws IOException {
    Map<String, Safetensors.Entry> entries = new LinkedHashMap<>();
    entries.put("mean", new Safetensors.Entry(new long[] {mean.length}, mean));
    entries.put("spread", new Safetensors.Entry(new long[] {spread.length}, spread));
    weights.forEach((name, tensor) ->
        entries.put(name, new Safetensors.Entry(tensor.shape(), TensorData.floats(tensor))));
    Safetensors.write(out.resolve(SceneHead.WEIGHTS), entries, false);
  }

  private static void report(TrainingOptions options, int each, long steps, Consumer<String> lines)
      throws IOException {
    SceneHead head = SceneHead.load(options.out());
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("scenes", SceneHead.SCENES);
    card.put("films_a_scene", each);
    card.put("steps", steps);
    card.put("seed", options.seed());
    card.put("sure_from", SURE);
    card.put("same_kinds_unseen", figures(head, Films.render(TESTED, false, UNSEEN), lines));
    card.put("other_kinds", figures(head, Films.render(TESTED, true, 2 * UNSEEN), lines));
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(options.out().resolve(CARD).toFile(), card);
  }

  /** For each scene: how often it is said where it is, and how often where it is not. */
  private static Map<String, Object> figures(SceneHead head, Films films, Consumer<String> lines) {
    int kinds = SceneHead.SCENES.size();
    int[][] said = new int[kinds][kinds + 1];
    for (int i = 0; i < films.scenes.length; i++) {
      double[] probabilities = head.probabilities(films.features[i]);
      int best = 0;
      for (int k = 1; k < kinds; k++) {
        best = probabilities[k] > SURE ? k : best;
      }
      said[films.scenes[i]][best]++;
      said[films.scenes[i]][kinds]++;
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    for (int k = 1; k < kinds; k++) {
      int wrong = 0;
      for (int other = 0; other < kinds; other++) {
        wrong += other == k ? 0 : said[other][k];
      }
      double found = (double) said[k][k] / said[k][kinds];
      double precise = (double) said[k][k] / Math.max(1, said[k][k] + wrong);
      figures.put(
          SceneHead.SCENES.get(k), Map.of("recall", rounded(found), "precision", rounded(precise)));
    }
    double quiet = (double) said[0][0] / said[0][kinds];
    figures.put("nothing said of nothing", rounded(quiet));
    lines.accept(figures.toString());
    return figures;
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
