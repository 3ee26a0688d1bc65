package rumorista.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import rumorista.measure.Seams;

/** Whether the windows of a long sound can be told apart where they meet. */
public final class SeamFigures {
  private static final double SECONDS = 40;
  private static final List<String> PROMPTS =
      List.of("rain falling", "wind blowing", "a fire crackling", "a dog barking");

  private SeamFigures() {}

  /** Makes a long sound of every prompt. */
  public static List<Figure> run(Studio studio, long seed) {
    Mean level = new Mean();
    Mean spectrum = new Mean();
    Mean levelBetween = new Mean();
    Mean spectrumBetween = new Mean();
    int made = 0;
    for (String prompt : PROMPTS) {
      Take take = studio.take(prompt, SECONDS, seed);
      studio.done("seams", ++made, PROMPTS.size());
      if (take.joins().length == 0) {
        continue;
      }
      Seams seams = Seams.of(take.sound(), take.joins());
      level.add(seams.level());
      spectrum.add(seams.spectrum());
      double half = take.joins()[0] / 2;
      Seams between =
          Seams.of(take.sound(), Arrays.stream(take.joins()).map(t -> t - half).toArray());
      levelBetween.add(between.level());
      spectrumBetween.add(between.spectrum());
    }
    return List.of(
        Figure.of(
            "change of level at seams, mean quantile",
            level.value(),
            level.count(),
            Map.of("half way between seams", levelBetween.value())),
        Figure.of(
            "spectral flux at seams, mean quantile",
            spectrum.value(),
            spectrum.count(),
            Map.of("half way between seams", spectrumBetween.value())));
  }
}
