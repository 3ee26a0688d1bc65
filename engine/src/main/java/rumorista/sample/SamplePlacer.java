package rumorista.sample;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.Cue;
import rumorista.EventCue;
import rumorista.SoundStream;
import rumorista.Stem;
import rumorista.SustainedCue;
import rumorista.TextureCue;
import rumorista.Waveform;
import rumorista.cue.Cast;
import rumorista.cue.CuePlanner;
import rumorista.cue.Generator;
import rumorista.cue.Session;

/**
 * Places recordings as waveforms: events with their onset on the onset of the cue, sustained sounds
 * over their span, textures under both. The default generator of effects and ambience.
 */
public final class SamplePlacer implements Generator {
  /** In hertz. */
  public static final int SAMPLE_RATE = 48_000;

  private static final int BLOCK = 24_000; // samples: half a second
  private static final int FIRST_FADE = 96; // samples: 2 ms
  private static final int LAST_FADE = 1_440; // 30 ms
  private static final double ATTACK = 0.5; // seconds by which an attack may begin before its onset
  private static final double PASS_BY = 12; // seconds by which what swells may begin before its cue

  @Override
  public SoundStream generate(List<Cue> cues, Stem stem, Session session) {
    return new Placing(cues, stem, session);
  }

  /** The sound of a stem, block by block as it is pulled. */
  private static final class Placing implements SoundStream {
    private final Deque<Cue> sustained;
    private final Deque<Cue> others;
    private final Stem stem;
    private final Session session;
    private final SoundBank bank = new SoundBank();
    private final List<Voice> voices = new ArrayList<>();
    private final long length;
    private long position;

    Placing(List<Cue> cues, Stem stem, Session session) {
      this.sustained = waiting(cues, true);
      this.others = waiting(cues, false);
      this.stem = stem;
      this.session = session;
      this.length = Math.round(session.seconds() * SAMPLE_RATE);
    }

    private static Deque<Cue> waiting(List<Cue> cues, boolean sustained) {
      return new ArrayDeque<>(
          cues.stream()
              .filter(cue -> !cue.staging().muted() && cue instanceof SustainedCue == sustained)
              .sorted(Comparator.comparingDouble(Cue::start))
              .toList());
    }

    @Override
    public int sampleRate() {
      return SAMPLE_RATE;
    }

    @Override
    public int channels() {
      return 2;
    }

    @Override
    public @Nullable Waveform read() {
      if (position >= length) {
        return null;
      }
      session.progress().report("placing", (double) position / length);
      float[][] block = new float[2][(int) Math.min(BLOCK, length - position)];
      double end = (double) (position + block[0].length) / SAMPLE_RATE;
      open(sustained, end + PASS_BY);
      open(others, end + ATTACK);
      for (Voice voice : voices) {
        if (voice.begin() < position + block[0].length) {
          voice.addTo(block, position);
        }
      }
      fadeAtEdges(block);
      position += block[0].length;
      voices.removeIf(voice -> voice.end() <= position);
      return new Waveform(block, SAMPLE_RATE);
    }

    /** What the film cuts off at its beginning and its end does not click. */
    private void fadeAtEdges(float[][] block) {
      if (position >= FIRST_FADE && position + block[0].length <= length - LAST_FADE) {
        return;
      }
      for (int i = 0; i < block[0].length; i++) {
        long at = position + i;
        double fade =
            Math.min(1, Math.min((at + 0.5) / FIRST_FADE, (length - at - 0.5) / LAST_FADE));
        block[0][i] *= (float) fade;
        block[1][i] *= (float) fade;
      }
    }

    private void open(Deque<Cue> waiting, double until) {
      while (!waiting.isEmpty() && waiting.getFirst().start() < until) {
        Voice voice = voice(waiting.removeFirst());
        if (voice != null) {
          voices.add(voice);
        }
      }
    }

    private @Nullable Voice voice(Cue cue) {
      if (cue instanceof TextureCue tone && cue.subject().kind().equals(CuePlanner.ROOM_TONE)) {
        return new RoomTone(tone, session.seed());
      }
      Cast cast = session.casting().of(cue.subject());
      if (cast.isEmpty()) {
        return null;
      }
      cast.parts().forEach(part -> session.draws(stem, part.recording()));
      return switch (cue) {
        case EventCue event -> new EventRenderer(bank, session.seed()).render(event, cast);
        case SustainedCue sustained ->
            new SustainedRenderer(bank, session.seed()).render(sustained, cast);
        case TextureCue texture -> new TextureVoice(texture, cast, bank, session.seed(), length);
        default -> null;
      };
    }
  }
}
