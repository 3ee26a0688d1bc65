package rumorista.evaluate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import rumorista.measure.OnsetAgreement;

/**
 * How far what was made or seen of films agrees with their real sounds, and how far by chance: with
 * the real sounds of the other films.
 */
final class Followed {
  private Followed() {}

  /**
   * Attacks of a film.
   *
   * @param real those of its sound, in seconds
   * @param ours those that were made or seen
   */
  record Attacks(String name, double seconds, double[] real, double[] ours) {
    /** Onset F1 of ours with the real ones of another film, or of this one. */
    double f1(Attacks other) {
      double common = Math.min(seconds, other.seconds);
      return OnsetAgreement.of(before(other.real, common), before(ours, common)).f1();
    }

    private static double[] before(double[] onsets, double end) {
      return Arrays.stream(onsets).filter(t -> t < end).toArray();
    }
  }

  /** Onset F1 beside shuffled. */
  static Figure onsets(String name, List<Attacks> films) {
    return of(name, films, films.stream().map(Attacks::name).toList(), Attacks::f1);
  }

  /**
   * Agreement beside shuffled.
   *
   * @param agreement of what was made for the first with what is real of the second
   */
  static <F> Figure of(
      String name, List<F> films, List<String> names, ToDoubleBiFunction<F, F> agreement) {
    Mean own = new Mean();
    Mean others = new Mean();
    Map<String, Double> parts = new LinkedHashMap<>();
    for (int i = 0; i < films.size(); i++) {
      double value = agreement.applyAsDouble(films.get(i), films.get(i));
      Mean chance = new Mean();
      for (int j = 0; j < films.size(); j++) {
        if (i != j) {
          chance.add(agreement.applyAsDouble(films.get(i), films.get(j)));
        }
      }
      own.add(value);
      others.add(chance.value());
      parts.put(names.get(i), value);
      parts.put(names.get(i) + ", shuffled", chance.value());
    }
    Map<String, Double> beside = new LinkedHashMap<>();
    beside.put("shuffled", others.value());
    beside.put("minus shuffled", own.value() - others.value());
    return new Figure(name, own.value(), films.size(), beside, parts);
  }
}
