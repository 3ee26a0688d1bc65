package rumorista.look;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds where shots meet, picture by picture, a little behind the film. A cut is a change of the
 * picture's structure that stands out from the changes around it and lasts; a dissolve is a stretch
 * whose middle is a mixture of its ends; a fade goes through an empty picture. Brightness as such
 * counts for nothing, so that flicker and flashes are no cuts; nor is fast motion, where one change
 * is as large as the next.
 */
final class ShotFinder {
  /** Pictures a second that this is made for. */
  static final double FRAME_RATE = 25;

  private static final int SPAN = 45; // pictures to either side that are looked at
  private static final int LASTING = 9; // pictures: a flash or a passer-by is gone by then
  private static final int NEIGHBOURS = 6;
  private static final double DIFFERENT = 0.3; // of 0 for equal to 1 for unrelated
  private static final double OUTSTANDING = 2.2; // times the largest change around but one
  private static final double MOST = 0.35; // of all places change at a cut, at the least
  private static final double MIXTURE = 0.2; // most that a mixture may differ from its parts
  private static final double STEADY = 0.4; // of the change of a dissolve, before and after it
  private static final int[] HALVES = {5, 8, 12, 15}; // pictures, of a dissolve
  private static final double EMPTY = 5; // contrast of a picture with nothing in it
  private static final int BLINK = 8; // pictures: a shorter emptiness is no fade
  private static final int PAUSE = 25; // pictures: a longer one is a shot of its own
  private static final int SHORTEST_SHOT = 8; // pictures

  private final List<Look> window = new ArrayList<>(); // at most 2 SPAN + 1 pictures
  private int seen; // pictures
  private int lastBoundary;
  private int emptySince = -1;
  private int looked; // pictures that have been in the middle

  /** A coarse picture and what is left of it without brightness and contrast. */
  private record Look(float[] grey, float[] structure, double contrast) {}

  /**
   * Takes the next picture, 25 a second.
   *
   * @return the numbers of pictures that begin a shot, as far as they have become known by now
   */
  List<Integer> add(Glance glance) {
    window.add(look(glance.coarse()));
    seen++;
    if (window.size() > 2 * SPAN + 1) {
      window.removeFirst();
    }
    List<Integer> boundaries = new ArrayList<>();
    if (seen > SPAN) {
      middle(seen - 1 - SPAN, boundaries);
    }
    return boundaries;
  }

  /** The boundaries among the last pictures, which nothing follows. */
  List<Integer> finish() {
    List<Integer> boundaries = new ArrayList<>();
    while (looked < seen) {
      middle(looked, boundaries);
    }
    return boundaries;
  }

  /**
   * Pictures before this one are known to begin a shot or not to. While the picture is empty that
   * is not known of where it became so: it depends on how long it will be.
   */
  int settled() {
    return emptySince > lastBoundary ? Math.min(looked, emptySince) : looked;
  }

  private void middle(int index, List<Integer> boundaries) {
    looked = index + 1;
    if (index == 0) {
      emptySince = at(0).contrast < EMPTY ? 0 : -1;
      return;
    }
    fade(index, boundaries);
    if (index - lastBoundary >= SHORTEST_SHOT && (isCut(index) || isDissolve(index))) {
      found(index, boundaries);
    }
  }

  private void found(int index, List<Integer> boundaries) {
    if (index > lastBoundary) {
      boundaries.add(index);
      lastBoundary = index;
    }
  }

  private void fade(int index, List<Integer> boundaries) {
    boolean empty = at(index).contrast < EMPTY;
    if (empty && emptySince < 0) {
      emptySince = index;
    } else if (!empty && emptySince >= 0) {
      int length = index - emptySince;
      if (length > PAUSE) {
        found(index, boundaries);
      } else if (length >= BLINK && emptySince > lastBoundary) {
        found(emptySince + length / 2, boundaries);
      }
      emptySince = -1;
    } else if (empty && index - emptySince == PAUSE && emptySince > lastBoundary) {
      found(emptySince, boundaries);
    }
  }

  /** The picture of that number; beyond either end the nearest one. */
  private Look at(int index) {
    return window.get(Math.clamp(index - (seen - window.size()), 0, window.size() - 1));
  }

  private boolean isCut(int index) {
    double change = difference(at(index - 1), at(index));
    if (change < DIFFERENT || at(index).contrast < EMPTY || at(index - 1).contrast < EMPTY) {
      return false;
    }
    double largest = 0;
    double second = 0;
    for (int i = index - NEIGHBOURS; i <= index + NEIGHBOURS; i++) {
      double other = i == index ? 0 : difference(at(i - 1), at(i));
      second = Math.max(second, Math.min(largest, other));
      largest = Math.max(largest, other);
    }
    if (change < OUTSTANDING * second || changed(at(index - 1), at(index)) < MOST) {
      return false;
    }
    for (int i = index; i < index + LASTING; i++) {
      if (difference(at(index - 1), at(i)) < DIFFERENT) {
        return false;
      }
    }
    return true;
  }

  /** Whether the pictures before turn evenly into unlike ones after. */
  private boolean isDissolve(int index) {
    for (int half : HALVES) {
      Look before = at(index - half);
      Look after = at(index + half);
      boolean inside = index - 3 * half >= lastBoundary && index + 3 * half < seen;
      if (inside
          && before.contrast > 2 * EMPTY
          && after.contrast > 2 * EMPTY
          && difference(before, after) > DIFFERENT
          && isSteady(before, at(index - 3 * half), after)
          && isSteady(after, at(index + 3 * half), before)
          && isMixture(before, at(index), after, 0.5)
          && isMixture(before, at(index - half / 2), after, 0.25)
          && isMixture(before, at(index + half / 2), after, 0.75)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a shot, from one of its pictures to a later one, changes little beside the dissolve.
   */
  private static boolean isSteady(Look picture, Look elsewhere, Look other) {
    return difference(picture, elsewhere) < STEADY * difference(picture, other);
  }

  private static boolean isMixture(Look before, Look between, Look after, double wanted) {
    double square = 0;
    double inner = 0;
    for (int i = 0; i < before.grey.length; i++) {
      double way = after.grey[i] - before.grey[i];
      square += way * way;
      inner += way * (between.grey[i] - before.grey[i]);
    }
    double share = inner / (square + 1e-6);
    double rest = 0;
    for (int i = 0; i < before.grey.length; i++) {
      double mixed = before.grey[i] + share * (after.grey[i] - before.grey[i]);
      rest += (between.grey[i] - mixed) * (between.grey[i] - mixed);
    }
    return Math.abs(share - wanted) < 0.2 && rest < MIXTURE * MIXTURE * square;
  }

  private static Look look(float[] grey) {
    double mean = 0;
    for (float value : grey) {
      mean += value / grey.length;
    }
    double square = 0;
    for (float value : grey) {
      square += (value - mean) * (value - mean) / grey.length;
    }
    double contrast = Math.sqrt(square);
    float[] structure = new float[grey.length];
    for (int i = 0; i < grey.length; i++) {
      structure[i] = (float) ((grey[i] - mean) / (contrast + EMPTY));
    }
    return new Look(grey, structure, contrast);
  }

  /** Share of places that are not as they were: a thing that jumps leaves most of them alone. */
  private static double changed(Look a, Look b) {
    int changed = 0;
    for (int i = 0; i < a.structure.length; i++) {
      changed += Math.abs(a.structure[i] - b.structure[i]) > DIFFERENT ? 1 : 0;
    }
    return (double) changed / a.structure.length;
  }

  /** 0 for equal structure, 1 for unrelated ones, up to 2 for opposite ones. */
  private static double difference(Look a, Look b) {
    double sum = 0;
    for (int i = 0; i < a.structure.length; i++) {
      double step = a.structure[i] - b.structure[i];
      sum += step * step;
    }
    return sum / a.structure.length / 2;
  }
}
