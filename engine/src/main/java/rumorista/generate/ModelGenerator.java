package rumorista.generate;

import java.util.ArrayList;
import java.util.List;
import rumorista.Cue;
import rumorista.GenerationOptions;
import rumorista.Passage;
import rumorista.Prompt;
import rumorista.SoundStream;
import rumorista.Stem;
import rumorista.Timeline;
import rumorista.cue.Generator;
import rumorista.cue.Session;
import rumorista.media.Converted;

/**
 * Sound that a network imagines from words: each cue is a passage of the film, and its words are
 * the prompt.
 */
final class ModelGenerator implements Generator {
  private final Foley foley;
  private final GenerationOptions options;
  private final String negative;

  /**
   * @param options of which the seed is left to the session
   * @param negative what should not be heard
   */
  ModelGenerator(Foley foley, GenerationOptions options, String negative) {
    this.foley = foley;
    this.options = options;
    this.negative = negative;
  }

  @Override
  public SoundStream generate(List<Cue> cues, Stem stem, Session session) {
    foley.show(session.film());
    List<Passage> passages = new ArrayList<>();
    for (Cue cue : cues) {
      Prompt prompt = new Prompt(cue.subject().words(), negative);
      passages.add(new Passage(cue.start(), cue.end(), prompt));
    }
    if (passages.isEmpty()) {
      passages.add(new Passage(0, session.seconds(), new Prompt("", negative)));
    }
    Timeline activity = session.activity();
    Timeline timeline = activity == null ? null : foley.compose(passages, activity);
    GenerationOptions seeded =
        new GenerationOptions(options.steps(), options.guidance(), session.seed());
    return Converted.stereo48kHz(
        foley.imagine(passages, timeline, session.seconds(), seeded, session.progress()));
  }
}
