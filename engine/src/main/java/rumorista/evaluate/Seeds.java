package rumorista.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import rumorista.Waveform;
import rumorista.measure.SpectralDistance;

/** Whether a seed settles a sound: the same one makes the same samples, another one others. */
public final class Seeds {
  private static final double SECONDS = 3;
  private static final List<String> PROMPTS =
      List.of("a dog barking", "rain falling", "footsteps of a person walking");

  private Seeds() {}

  /** Makes three sounds of every prompt, two of them from one seed. */
  public static List<Figure> run(Studio studio, long seed) {
    Mean equal = new Mean();
    Mean sameDistance = new Mean();
    Mean otherDistance = new Mean();
    for (String prompt : PROMPTS) {
      Waveform first = studio.take(prompt, SECONDS, seed);
      Waveform again = studio.take(prompt, SECONDS, seed);
      Waveform other = studio.take(prompt, SECONDS, seed + 1);
      boolean same = Arrays.equals(first.samples()[0], again.samples()[0]);
      equal.add(same ? 1 : 0);
      sameDistance.add(SpectralDistance.of(first, again));
      otherDistance.add(SpectralDistance.of(first, other));
      studio.done("seeds", equal.count(), PROMPTS.size());
    }
    return List.of(
        Figure.of("same seed, same samples", equal.value(), equal.count(), Map.of("wanted", 1.0)),
        Figure.of(
            "spectral distance to another seed, dB",
            otherDistance.value(),
            otherDistance.count(),
            Map.of("to the same seed", sameDistance.value())));
  }
}
