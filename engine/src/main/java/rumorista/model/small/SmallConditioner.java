package rumorista.model.small;

import java.util.List;
import java.util.SplittableRandom;
import rumorista.Footage;
import rumorista.Prompt;
import rumorista.Timeline;
import rumorista.library.SoundLibrary;
import rumorista.model.Conditioner;
import rumorista.model.ModelSpec;
import rumorista.model.Scene;
import rumorista.signal.MelSpectrogram;
import rumorista.text.SentenceEncoder;

/**
 * Reads the prompt, casts its parts with recordings of the sound library, and brings the timeline
 * to the token rate.
 */
public final class SmallConditioner implements Conditioner<SmallConditions> {
  static final float PEAK = -16; // dB RMS: how loud the loudest instant of a soundtrack is made

  /** What is heard when nothing is asked for: something moves. */
  private static final String UNASKED = "knocks and taps";

  private final ModelSpec.Small spec;
  private final SentenceEncoder sentences;
  private final Casting casting;

  public SmallConditioner(
      ModelSpec.Small spec, MelSpectrogram mel, SoundLibrary library, SentenceEncoder sentences) {
    this.spec = spec;
    this.sentences = sentences;
    this.casting = new Casting(spec, mel, library);
  }

  @Override
  public Scene<SmallConditions> scene(Prompt prompt, Footage footage, int tokens, long seed) {
    Timeline timeline = footage.timeline();
    SplittableRandom random = new SplittableRandom(seed);
    List<Casting.Role> roles = casting.cast(asked(prompt), random);
    Timeline wanted;
    if (timeline != null) {
      wanted = timeline.resample(spec.tokenRate(), tokens);
    } else if (roles.isEmpty()) {
      wanted = null;
    } else {
      wanted = Rhythm.like(roles.getFirst().exemplar(), tokens, PEAK, random);
    }
    return new SmallScene(
        spec,
        sentences.encode(prompt.text()),
        sentences.encode(prompt.negative()),
        wanted,
        roles,
        random);
  }

  @Override
  public Timeline compose(Prompt prompt, Timeline motion) {
    List<Casting.Role> roles = casting.cast(asked(prompt), new SplittableRandom(0));
    Timeline timeline =
        motion.resample(spec.tokenRate(), (int) Math.ceil(motion.seconds() * spec.tokenRate()));
    if (roles.isEmpty()) {
      return timeline;
    }
    Timeline phrased = Phrasing.of(timeline, roles.getFirst().exemplar());
    return roles.size() == 1 ? phrased : Phrasing.withBackground(phrased, SmallScene.BACKGROUND);
  }

  private static Prompt asked(Prompt prompt) {
    return prompt.text().isBlank() ? new Prompt(UNASKED, prompt.negative()) : prompt;
  }
}
