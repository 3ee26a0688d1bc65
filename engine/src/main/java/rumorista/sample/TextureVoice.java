package rumorista.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import rumorista.Stem;
import rumorista.TextureCue;
import rumorista.cue.Cast;
import rumorista.cue.Seed;

/**
 * A texture for the span of its cue. Ambience from mono recordings is wide: left and right play
 * different moments. The level follows the cue slowly.
 */
final class TextureVoice implements Voice {
  private static final int RATE = SamplePlacer.SAMPLE_RATE;
  private static final double CURVE_SECONDS = 0.25;
  private static final double FADE_SECONDS = 0.5; // at either end
  private static final double FILM_FADE_SECONDS = 0.03; // where the film begins or ends
  private static final double SPREAD = 0.6;

  private final TextureCue cue;
  private final List<Chain> chains = new ArrayList<>();
  private final Stage stage;
  private final long begin;
  private final long end;
  private final int fadeIn;
  private final int fadeOut;
  private double decibels;

  /**
   * @param filmEnd last sample of the film
   */
  TextureVoice(TextureCue cue, Cast cast, SoundBank bank, long seed, long filmEnd) {
    this.cue = cue;
    this.begin = Math.round(cue.start() * RATE);
    this.end = Math.round(cue.end() * RATE);
    boolean wide = cue.stem() == Stem.AMBIENCE;
    boolean stereo =
        cast.parts().stream().anyMatch(part -> !SoundBank.isMono(bank.samples(part.recording())));
    double spread = wide ? SPREAD : 0;
    if (wide && !stereo) {
      chains.add(chain(cast, bank, seed, "left", new boolean[] {true, false}, 0));
      chains.add(chain(cast, bank, seed, "right", new boolean[] {false, true}, 0));
    } else {
      chains.add(chain(cast, bank, seed, "both", new boolean[] {true, true}, spread));
    }
    this.stage = new Stage(cue.staging(), wide ? 1 : 0.7, Seed.random(seed, cue.id() + "/stage"));
    int whole = (int) Math.min(FADE_SECONDS * RATE, (end - begin) / 3.0);
    this.fadeIn = begin == 0 ? (int) (FILM_FADE_SECONDS * RATE) : whole;
    this.fadeOut = end >= filmEnd ? (int) (FILM_FADE_SECONDS * RATE) : whole;
    this.decibels = cue.curve().at(0);
  }

  private Chain chain(
      Cast cast, SoundBank bank, long seed, String side, boolean[] heardIn, double spread) {
    SplittableRandom random = Seed.random(seed, cue.id() + "/" + side);
    return new Chain(cast, bank, random, heardIn, spread);
  }

  @Override
  public long begin() {
    return begin;
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public void addTo(float[][] block, long from) {
    long first = Math.max(from, begin);
    int length = (int) (Math.min(from + block[0].length, end) - first);
    if (length <= 0) {
      return;
    }
    float[][] sound = new float[2][length];
    chains.forEach(chain -> chain.addTo(sound));
    shape(sound, first - begin);
    stage.apply(sound);
    int offset = (int) (first - from);
    for (int channel = 0; channel < 2; channel++) {
      for (int i = 0; i < length; i++) {
        block[channel][offset + i] += sound[channel][i];
      }
    }
  }

  private void shape(float[][] sound, long position) {
    double smoothing = 1 - Math.exp(-1 / (CURVE_SECONDS * RATE));
    for (int i = 0; i < sound[0].length; i++) {
      long at = position + i;
      decibels += smoothing * (cue.curve().at((double) at / RATE) - decibels);
      double in = fade(at, fadeIn);
      double out = fade(end - begin - 1 - at, fadeOut);
      float gain = (float) (in * out * Math.pow(10, (decibels + cue.staging().level()) / 20));
      sound[0][i] *= gain;
      sound[1][i] *= gain;
    }
  }

  private static double fade(long at, int length) {
    return at >= length ? 1 : Math.sin((at + 0.5) / length * Math.PI / 2);
  }
}
