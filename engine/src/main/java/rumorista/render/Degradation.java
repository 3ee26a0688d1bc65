package rumorista.render;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What films suffer from: learned from, so that the eye gets used to it, and measured with. Sizes
 * are parts of the picture's height, so that they mean the same at any resolution.
 */
public enum Degradation {
  /** Fewer pictures a second, each shown longer. */
  LOW_RATE(15, 12, 8),
  GRAIN(0.04, 0.09, 0.18),
  SCRATCHES_AND_DUST(1, 3, 8),
  FLICKER(0.05, 0.12, 0.25),
  BLACK_AND_WHITE(1, 1.5, 2.2),
  BLUR(0.004, 0.010, 0.022),
  /** Coarse blocks, and changes that are not coded. */
  COMPRESSION(0.05, 0.1, 0.2),
  GATE_WEAVE(0.003, 0.008, 0.016),
  /** So many pictures a second, shown at 24. */
  PULL_DOWN(20, 16, 12);

  /** How bad it is. */
  public enum Strength {
    WEAK,
    MIDDLE,
    STRONG
  }

  private static final double UNWORN = 0.35; // share of films in training

  private final double weak;
  private final double middle;
  private final double strong;

  Degradation(double weak, double middle, double strong) {
    this.weak = weak;
    this.middle = middle;
    this.strong = strong;
  }

  /** A film's wear of this kind. */
  public Wear of(Strength strength, long seed) {
    double amount =
        switch (strength) {
          case WEAK -> weak;
          case MIDDLE -> middle;
          case STRONG -> strong;
        };
    return of(amount, new SplittableRandom(seed));
  }

  /** What a film in training suffers from: mostly little or nothing. */
  public static List<Wear> some(SplittableRandom random) {
    List<Wear> wear = new ArrayList<>();
    if (random.nextDouble() < UNWORN) {
      return wear;
    }
    for (Degradation kind : values()) {
      double probability =
          switch (kind) {
            case GRAIN -> 0.4;
            case BLACK_AND_WHITE -> 0.3;
            case LOW_RATE, BLUR, COMPRESSION, FLICKER, GATE_WEAVE -> 0.2;
            default -> 0.1;
          };
      if (random.nextDouble() < probability) {
        wear.add(kind.any(random));
      }
    }
    return wear;
  }

  /** A film's wear of this kind, anywhere between nothing and the strongest. */
  Wear any(SplittableRandom random) {
    double share = random.nextDouble();
    double amount =
        switch (this) {
          case LOW_RATE, PULL_DOWN -> strong + share * (24 - strong);
          case SCRATCHES_AND_DUST -> share * share * strong;
          case BLACK_AND_WHITE -> 0.6 + share * (strong - 0.6);
          default -> share * share * strong;
        };
    return of(amount, random.split());
  }

  private Wear of(double amount, SplittableRandom random) {
    return switch (this) {
      case LOW_RATE -> new HeldPictures(amount, 0);
      case PULL_DOWN -> new HeldPictures(amount, 24);
      case GRAIN -> new Grain(amount, random);
      case SCRATCHES_AND_DUST -> new Scratches(amount, random);
      case FLICKER -> new Flicker(amount, random);
      case BLACK_AND_WHITE -> new Monochrome(amount);
      case BLUR -> new Blur(amount);
      case COMPRESSION -> new Compression(amount);
      case GATE_WEAVE -> new Weave(amount, random);
    };
  }
}
