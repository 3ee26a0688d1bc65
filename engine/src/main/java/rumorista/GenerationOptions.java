package rumorista;

/**
 * How a sound is made.
 *
 * @param steps solver steps: more is slower and finer; 1 to 1000
 * @param guidance classifier-free guidance scale (Ho & Salimans 2022); 1 is none, 0 to 30
 * @param seed the same seed gives the same sound
 */
public record GenerationOptions(int steps, double guidance, long seed) {
  /** Solver steps unless somebody asks for others: with 8, little more is heard of a prompt. */
  public static final int STEPS = 5;

  /** Guidance unless somebody asks for another. */
  public static final double GUIDANCE = 1.5;

  public GenerationOptions {
    if (steps < 1 || steps > 1000) {
      throw RumoristaException.invalidInput("steps is %d; wanted 1 to 1000", steps);
    }
    if (!(guidance >= 0 && guidance <= 30)) {
      throw RumoristaException.invalidInput("guidance is %s; wanted 0 to 30", guidance);
    }
  }

  /** As usual, with a seed. */
  public static GenerationOptions seeded(long seed) {
    return new GenerationOptions(STEPS, GUIDANCE, seed);
  }
}
