package rumorista.sample;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import rumorista.cue.Cast;
import rumorista.library.Anatomy;

/**
 * Sound without an end, made of stretches of recordings: stretches of textures fade into each other
 * with equal power, phrases of single events follow each other with pauses. No stretch begins where
 * the last one did, so nothing repeats exactly.
 */
final class Chain {
  private static final int RATE = SamplePlacer.SAMPLE_RATE;
  private static final double CROSS_FADE_SECONDS = 1;
  private static final double SHORTEST_SHARE = 0.6; // of a recording in one stretch
  private static final int FADE = 240; // 5 ms, of phrases
  private static final double EVENED = 6; // dB by which stretches are brought to one level
  private static final double CRY_SECONDS = 2; // longer phrases are places, and stay in the middle

  private final Cast cast;
  private final SoundBank bank;
  private final SplittableRandom random;
  private final boolean[] heardIn; // which channels it sounds in
  private final double spread; // how far phrases lie from the middle
  private final List<Stretch> open = new ArrayList<>();
  private long position;
  private long next;
  private int number;

  /** A stretch that sounds from {@code start} of the chain on. */
  private record Stretch(
      float[][] sound, int from, int length, int fadeIn, int fadeOut, float[] gains, long start) {
    void addTo(float[][] block, long position) {
      int first = (int) Math.max(0, start - position);
      int last = (int) Math.min(block[0].length, start + length - position);
      for (int i = first; i < last; i++) {
        int at = (int) (position + i - start);
        double in = at < fadeIn ? Math.sin((at + 0.5) / fadeIn * Math.PI / 2) : 1;
        int left = length - at;
        double out = left <= fadeOut ? Math.sin((left - 0.5) / fadeOut * Math.PI / 2) : 1;
        float gain = (float) (in * out);
        block[0][i] += gains[0] * gain * sound[0][from + at];
        block[1][i] += gains[1] * gain * sound[1][from + at];
      }
    }
  }

  Chain(Cast cast, SoundBank bank, SplittableRandom random, boolean[] heardIn, double spread) {
    this.cast = cast;
    this.bank = bank;
    this.random = random;
    this.heardIn = heardIn.clone();
    this.spread = spread;
    this.number = random.nextInt(1 << 16);
  }

  /** Adds the next samples to a block {@code [2][time]}, at an RMS level of 0 dB. */
  void addTo(float[][] block) {
    long end = position + block[0].length;
    while (next < end) {
      open.add(stretch());
    }
    for (Iterator<Stretch> stretches = open.iterator(); stretches.hasNext(); ) {
      Stretch stretch = stretches.next();
      stretch.addTo(block, position);
      if (stretch.start + stretch.length <= end) {
        stretches.remove();
      }
    }
    position = end;
  }

  private Stretch stretch() {
    Cast.Part part = cast.parts().get(number++ % cast.parts().size());
    float[][] sound = bank.samples(part.recording());
    return cast.intermittent() && part.anatomy().role() != Anatomy.Role.TEXTURE
        ? phrase(sound, part.anatomy())
        : texture(sound, part.anatomy());
  }

  private Stretch texture(float[][] sound, Anatomy anatomy) {
    int[] steady = Steady.of(sound, anatomy.level());
    int usable = steady[1] - steady[0];
    int length = Math.max(1, (int) (usable * random.nextDouble(SHORTEST_SHARE, 1)));
    int from = steady[0] + random.nextInt(usable - length + 1);
    int fade = Math.min((int) (CROSS_FADE_SECONDS * RATE), length / 3);
    long start = next;
    next = start + Math.max(1, length - fade);
    int fadeIn = start == 0 ? 0 : fade;
    double level =
        Math.clamp(rms(sound, from, length), anatomy.level() - EVENED, anatomy.level() + EVENED);
    return new Stretch(sound, from, length, fadeIn, fade, gains(level, 0), start);
  }

  /** RMS level of a stretch in dB. */
  private static double rms(float[][] sound, int from, int length) {
    double power = 0;
    for (int i = from; i < from + length; i++) {
      power += sound[0][i] * sound[0][i] + sound[1][i] * sound[1][i];
    }
    return 10 * Math.log10(power / (2.0 * length) + 1e-12);
  }

  private Stretch phrase(float[][] sound, Anatomy anatomy) {
    int from =
        anatomy.events().isEmpty()
            ? 0
            : Math.clamp(anatomy.events().getFirst().begin(), 0, sound[0].length - 1);
    int length = sound[0].length - from;
    int fade = Math.min(FADE, length / 4);
    double pause = cast.pauseSeconds() * random.nextDouble(0.05, 0.4) * (next == 0 ? 0.2 : 1);
    long start = next + Math.round(pause * RATE);
    next = start + length;
    double drawn = random.nextDouble(-1, 1);
    double position = length > CRY_SECONDS * RATE ? 0 : spread * drawn;
    return new Stretch(
        sound,
        from,
        length,
        fade,
        Math.min(2_400, length / 4),
        gains(anatomy.level(), position),
        start);
  }

  private float[] gains(double level, double position) {
    double gain = Math.pow(10, -Math.max(level, -60) / 20);
    double angle = (position + 1) * Math.PI / 4;
    return new float[] {
      heardIn[0] ? (float) (gain * Math.sqrt(2) * Math.cos(angle)) : 0,
      heardIn[1] ? (float) (gain * Math.sqrt(2) * Math.sin(angle)) : 0
    };
  }
}
