package rumorista.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.Passage;
import rumorista.Prompt;
import rumorista.SoundStream;
import rumorista.Waveform;

/**
 * Passages one after another. Each is imagined a little longer than it lasts, at both ends, and
 * fades into the next one with equal power. Only one is open at a time.
 */
final class Montage implements SoundStream {
  private static final int HALF_TOKENS = 5; // a fade is twice as long: 0.32 s
  private static final double SHORTEST = 0.7; // seconds: two fades, and a little

  private final Studio studio;
  private final List<Passage> passages;
  private final int hop; // samples a token
  private final int sampleRate;
  private final int tokens;
  private final long samples;

  private int next; // passage to open
  private @Nullable SoundStream open;
  private long left; // samples of the open passage that are still to come
  private float[] tail = {}; // the end of the open passage, kept back
  private float[] before = {}; // that of the passage before, to be faded out
  private int faded; // samples of it that are out
  private long sounded;

  /** Where a passage is imagined. */
  @FunctionalInterface
  interface Studio {
    /** The sound of the tokens {@code from} to {@code to} of the film. */
    SoundStream imagine(Prompt prompt, int from, int to);
  }

  /**
   * @param passages one after another, without gaps; the last one goes on to the end
   * @param tokens of the whole
   * @param samples of the whole
   */
  Montage(
      Studio studio, List<Passage> passages, int hop, int sampleRate, int tokens, long samples) {
    this.studio = studio;
    this.passages = joined(passages, (double) tokens * hop / sampleRate);
    this.hop = hop;
    this.sampleRate = sampleRate;
    this.tokens = tokens;
    this.samples = samples;
  }

  @Override
  public int sampleRate() {
    return sampleRate;
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public @Nullable Waveform read() {
    while (sounded < samples) {
      SoundStream passage = open;
      if (passage == null && next >= passages.size()) {
        return out(new float[(int) Math.min(samples - sounded, sampleRate)]);
      }
      if (passage == null) {
        open();
        continue;
      }
      Waveform block = passage.read();
      if (block == null) {
        passage.close();
        open = null;
      } else {
        float[] fresh = kept(fadeIn(block.samples()[0]));
        if (fresh.length > 0) {
          return out(fresh);
        }
      }
    }
    return null;
  }

  /**
   * What is too short to fade in and out again goes on with the passage before, or the first after.
   */
  private static List<Passage> joined(List<Passage> passages, double seconds) {
    List<Passage> joined = new ArrayList<>();
    for (int i = 0; i < passages.size(); i++) {
      Passage passage = passages.get(i);
      double end = i + 1 == passages.size() ? seconds : Math.min(seconds, passage.end());
      if (joined.isEmpty()) {
        joined.add(new Passage(0, Math.max(0, end), passage.prompt()));
      } else if (end - passage.start() >= SHORTEST) {
        Passage before = joined.removeLast();
        boolean brief = before.seconds() < SHORTEST && joined.isEmpty();
        if (!brief) {
          joined.add(before);
        }
        joined.add(new Passage(brief ? 0 : passage.start(), end, passage.prompt()));
      }
    }
    return joined;
  }

  private Waveform out(float[] fresh) {
    float[] given =
        fresh.length <= samples - sounded ? fresh : Arrays.copyOf(fresh, (int) (samples - sounded));
    sounded += given.length;
    return Waveform.mono(given, sampleRate);
  }

  private void open() {
    int begin = token(next);
    int end = next + 1 == passages.size() ? tokens : token(next + 1);
    int from = next == 0 ? 0 : Math.max(0, begin - HALF_TOKENS);
    int to = next + 1 == passages.size() ? tokens : Math.min(tokens, end + HALF_TOKENS);
    if (to > from && end > begin) {
      open = studio.imagine(passages.get(next).prompt(), from, to);
      left = (long) (to - from) * hop;
      before = tail;
      tail = new float[0];
      faded = 0;
    }
    next++;
  }

  private int token(int passage) {
    double start = passages.get(passage).start();
    return passage == 0 ? 0 : Math.clamp(Math.round(start * sampleRate / hop), HALF_TOKENS, tokens);
  }

  /** Lays the end of the passage before under the beginning of this one. */
  private float[] fadeIn(float[] block) {
    float[] mixed = block.clone();
    int overlap = Math.min(mixed.length, before.length - faded);
    for (int i = 0; i < overlap; i++) {
      double share = (faded + i + 0.5) / before.length * Math.PI / 2;
      mixed[i] = (float) (block[i] * Math.sin(share) + before[faded + i] * Math.cos(share));
    }
    faded += Math.max(0, overlap);
    return overlap > 0 ? Limiter.limit(mixed) : mixed;
  }

  /** Keeps back what is to be faded out under the next passage. */
  private float[] kept(float[] block) {
    int keep = 2 * HALF_TOKENS * hop;
    boolean last = next >= passages.size();
    left -= block.length;
    if (last || left >= keep) {
      return block;
    }
    int given = (int) Math.max(0, block.length - (keep - Math.max(0, left)));
    int held = tail.length;
    tail = Arrays.copyOf(tail, held + block.length - given);
    System.arraycopy(block, given, tail, held, block.length - given);
    return Arrays.copyOf(block, given);
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
    }
  }
}
