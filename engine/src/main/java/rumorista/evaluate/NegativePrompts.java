package rumorista.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rumorista.Prompt;
import rumorista.Waveform;
import rumorista.measure.EverydaySound;
import rumorista.measure.Hearing;
import rumorista.measure.Tagger;

/** Whether a negative prompt is obeyed: every prompt again, with its own name as the negative. */
public final class NegativePrompts {
  private static final double SECONDS = 5;

  private NegativePrompts() {}

  /** Makes {@code takes} sounds of each kind with, and as many without, from the same seeds. */
  public static List<Figure> run(Studio studio, Tagger tagger, int takes, long firstSeed) {
    List<EverydaySound> kinds = EverydaySound.all();
    Hearing with = new Hearing();
    Hearing without = new Hearing();
    Mean probabilityWith = new Mean();
    Mean probabilityWithout = new Mean();
    for (int kind = 0; kind < kinds.size(); kind++) {
      EverydaySound sound = kinds.get(kind);
      for (int take = 0; take < takes; take++) {
        long seed = firstSeed + take;
        Waveform plain = studio.take(sound.prompt(), SECONDS, seed);
        Prompt refused = new Prompt(sound.prompt(), sound.words());
        Waveform negated = studio.take(refused, null, SECONDS, seed);
        float[] tags = tagger.tag(plain);
        without.add(sound.name(), tagger.rank(tags, sound.labels()));
        probabilityWithout.add(tagger.probability(tags, sound.labels()));
        tags = tagger.tag(negated);
        with.add(sound.name(), tagger.rank(tags, sound.labels()));
        probabilityWith.add(tagger.probability(tags, sound.labels()));
        studio.done("negative prompts", kind * takes + take + 1, kinds.size() * takes);
      }
    }
    int count = with.sounds();
    return List.of(
        Figure.of(
            "kind heard though it is the negative prompt, top 1",
            with.topOne(),
            count,
            beside(without.topOne(), tagger)),
        Figure.of("the same, top 5", with.topFive(), count, beside(without.topFive(), tagger)),
        Figure.of(
            "the same, mean probability",
            probabilityWith.value(),
            count,
            beside(probabilityWithout.value(), tagger)));
  }

  private static Map<String, Double> beside(double without, Tagger tagger) {
    Map<String, Double> beside = new LinkedHashMap<>();
    beside.put("without", without);
    beside.put("the tagger's AUC", tagger.card().auc());
    return beside;
  }
}
