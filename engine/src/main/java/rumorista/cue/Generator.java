package rumorista.cue;

import java.util.List;
import rumorista.Cue;
import rumorista.SoundStream;
import rumorista.Stem;

/** Turns cues into sound. */
public interface Generator {
  /**
   * The sound of some cues as one stem: stereo at 48 kHz, as long as the film of the session. It
   * draws on nothing but what the cues say, their own seeds and what the session remembers.
   *
   * @param cues of this stem, ordered by start
   */
  SoundStream generate(List<Cue> cues, Stem stem, Session session);
}
