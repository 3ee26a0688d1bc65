package rumorista.render;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Endless films to be made, each a function of a seed and its number. */
public final class Plays {
  private static final double SILENT = 0.07; // share of films in which nothing sounds
  private static final double SHARP = 0.68; // share of the others that show single attacks

  private final Scores scores;
  private final double seconds;
  private final List<SceneKind> sharp;
  private final List<SceneKind> lasting;

  /**
   * @param seconds of a film
   * @param heldOut the kinds of scenes: those that are measured with, or those learned from
   */
  public Plays(Scores scores, double seconds, boolean heldOut) {
    this.scores = scores;
    this.seconds = seconds;
    this.sharp = SceneKind.all(heldOut).stream().filter(SceneKind::sharp).toList();
    this.lasting = SceneKind.all(heldOut).stream().filter(kind -> !kind.sharp()).toList();
  }

  /**
   * A film to be made.
   *
   * @param kind what sounds; null if nothing does
   * @param score when and how loud
   */
  public record Play(@Nullable SceneKind kind, Score score, long filmSeed) {
    /** Whether single attacks are to be seen. */
    public boolean sharp() {
      return kind != null && kind.sharp();
    }

    /**
     * The film.
     *
     * @param worn whether it may have suffered, as in training
     */
    public ProceduralFilm film(int width, int height, boolean worn) {
      return new ProceduralFilm(kind, score, filmSeed, worn, width, height);
    }
  }

  /** Film number {@code index} under {@code seed}. */
  public Play of(long seed, long index) {
    SplittableRandom random =
        new SplittableRandom(new SplittableRandom(seed).nextLong() + index * 0xD1B54A32D192ED03L);
    if (random.nextDouble() < SILENT) {
      return new Play(null, Score.silence(seconds), random.nextLong());
    }
    boolean attacks = random.nextDouble() < SHARP;
    SceneKind kind = kind(attacks, random);
    return new Play(kind, scores.make(kind, seconds, random), random.nextLong());
  }

  /** Blows, which films are full of and which look most different, come up three times as often. */
  private SceneKind kind(boolean attacks, SplittableRandom random) {
    List<SceneKind> kinds = attacks ? sharp : lasting;
    int index = random.nextInt(attacks ? kinds.size() + 2 : kinds.size());
    return kinds.get(Math.max(0, index - (attacks ? 2 : 0)));
  }
}
