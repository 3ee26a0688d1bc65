package rumorista.cue;

import java.util.SplittableRandom;

/** Random numbers that belong to one thing or cue of one take, and depend on nothing else. */
public final class Seed {
  private Seed() {}

  /** The numbers of what is called {@code identity} in the take of {@code seed}. */
  public static SplittableRandom random(long seed, String identity) {
    long hash = 0xcbf29ce484222325L ^ seed * 0x9E3779B97F4A7C15L; // FNV-1a, 64 bit
    for (int i = 0; i < identity.length(); i++) {
      hash = (hash ^ identity.charAt(i)) * 0x100000001b3L;
    }
    return new SplittableRandom(hash);
  }
}
