package rumorista.evaluate;

import java.util.List;
import java.util.Map;
import rumorista.Prompt;
import rumorista.measure.EverydaySound;
import rumorista.measure.Hearing;
import rumorista.measure.Judge;

/** Whether a negative prompt is obeyed: every prompt again, with its own name as the negative. */
public final class NegativePrompts {
  private static final double SECONDS = 5;

  private NegativePrompts() {}

  /** Makes {@code takes} sounds of each kind with, and as many without, from the same seeds. */
  public static List<Figure> run(Studio studio, Judge judge, int takes, long firstSeed) {
    List<EverydaySound> kinds = EverydaySound.all();
    Hearing with = new Hearing();
    Hearing without = new Hearing();
    Mean probabilityWith = new Mean();
    Mean probabilityWithout = new Mean();
    for (int kind = 0; kind < kinds.size(); kind++) {
      EverydaySound sound = kinds.get(kind);
      for (int take = 0; take < takes; take++) {
        long seed = firstSeed + take;
        Take plain = studio.take(sound.prompt(), SECONDS, seed);
        Prompt refused = new Prompt(sound.prompt(), sound.words());
        Take negated = studio.take(refused, null, SECONDS, seed);
        float[] heard = judge.hear(plain.sound());
        without.add(kind, heard);
        probabilityWithout.add(heard[kind]);
        heard = judge.hear(negated.sound());
        with.add(kind, heard);
        probabilityWith.add(heard[kind]);
        studio.done("negative prompts", kind * takes + take + 1, kinds.size() * takes);
      }
    }
    int count = with.sounds();
    return List.of(
        Figure.of(
            "kind heard though it is the negative prompt, top 1",
            with.topOne(),
            count,
            Map.of("without", without.topOne())),
        Figure.of("the same, top 5", with.topFive(), count, Map.of("without", without.topFive())),
        Figure.of(
            "the same, mean probability",
            probabilityWith.value(),
            count,
            Map.of("without", probabilityWithout.value())));
  }
}
