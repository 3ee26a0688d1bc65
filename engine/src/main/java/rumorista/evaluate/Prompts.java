package rumorista.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rumorista.measure.EverydaySound;
import rumorista.measure.Hearing;
import rumorista.measure.Judge;

/** Whether what was asked for is heard: every everyday sound by its plain prompt, text only. */
public final class Prompts {
  private static final double SECONDS = 5;
  private static final int SHIFT = 7; // kinds by which prompts are shuffled

  private Prompts() {}

  /**
   * Makes {@code takes} sounds of each kind.
   *
   * @param firstSeed of the first take; the next takes count on
   */
  public static List<Figure> run(Studio studio, Judge judge, int takes, long firstSeed) {
    List<EverydaySound> kinds = EverydaySound.all();
    Hearing hearing = new Hearing();
    Hearing shuffled = new Hearing();
    for (int kind = 0; kind < kinds.size(); kind++) {
      for (int take = 0; take < takes; take++) {
        Take made = studio.take(kinds.get(kind).prompt(), SECONDS, firstSeed + take);
        float[] heard = judge.hear(made.sound());
        hearing.add(kind, heard);
        shuffled.add((kind + SHIFT) % kinds.size(), heard);
        studio.done("prompts", kind * takes + take + 1, kinds.size() * takes);
      }
    }
    return List.of(
        new Figure(
            "prompt heard, top 1",
            hearing.topOne(),
            hearing.sounds(),
            beside(judge.onRecordings().topOne(), shuffled.topOne()),
            parts(hearing, true)),
        new Figure(
            "prompt heard, top 5",
            hearing.topFive(),
            hearing.sounds(),
            beside(judge.onRecordings().topFive(), shuffled.topFive()),
            parts(hearing, false)));
  }

  private static Map<String, Double> beside(double recordings, double shuffled) {
    Map<String, Double> beside = new LinkedHashMap<>();
    beside.put("real recordings", recordings);
    beside.put("shuffled prompts", shuffled);
    return beside;
  }

  private static Map<String, Double> parts(Hearing hearing, boolean topOne) {
    Map<String, Double> parts = new LinkedHashMap<>();
    for (int kind = 0; kind < EverydaySound.all().size(); kind++) {
      double share = topOne ? hearing.topOne(kind) : hearing.topFive(kind);
      parts.put(EverydaySound.all().get(kind).name(), share);
    }
    return parts;
  }
}
