package rumorista.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rumorista.Waveform;
import rumorista.measure.EverydaySound;
import rumorista.measure.Hearing;
import rumorista.measure.Tagger;

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
  public static List<Figure> run(Studio studio, Tagger tagger, int takes, long firstSeed) {
    List<EverydaySound> kinds = EverydaySound.all();
    Hearing hearing = new Hearing();
    Hearing shuffled = new Hearing();
    for (int kind = 0; kind < kinds.size(); kind++) {
      for (int take = 0; take < takes; take++) {
        Waveform made = studio.take(kinds.get(kind).prompt(), SECONDS, firstSeed + take);
        float[] tags = tagger.tag(made);
        EverydaySound other = kinds.get((kind + SHIFT) % kinds.size());
        hearing.add(kinds.get(kind).name(), tagger.rank(tags, kinds.get(kind).labels()));
        shuffled.add(other.name(), tagger.rank(tags, other.labels()));
        studio.done("prompts", kind * takes + take + 1, kinds.size() * takes);
      }
    }
    return List.of(
        new Figure(
            "prompt heard, top 1",
            hearing.topOne(),
            hearing.sounds(),
            beside(tagger.card().topOne(), shuffled.topOne(), tagger),
            parts(hearing, true)),
        new Figure(
            "prompt heard, top 5",
            hearing.topFive(),
            hearing.sounds(),
            beside(tagger.card().topFive(), shuffled.topFive(), tagger),
            parts(hearing, false)));
  }

  private static Map<String, Double> beside(double recordings, double shuffled, Tagger tagger) {
    Map<String, Double> beside = new LinkedHashMap<>();
    beside.put("real recordings", recordings);
    beside.put("shuffled prompts", shuffled);
    beside.put("the tagger's AUC", tagger.card().auc());
    return beside;
  }

  private static Map<String, Double> parts(Hearing hearing, boolean topOne) {
    Map<String, Double> parts = new LinkedHashMap<>();
    for (EverydaySound kind : EverydaySound.all()) {
      String name = kind.name();
      parts.put(name, topOne ? hearing.topOne(name) : hearing.topFive(name));
    }
    return parts;
  }
}
