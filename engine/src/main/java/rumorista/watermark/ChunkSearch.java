package rumorista.watermark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks for marks in one chunk: first as it is, then stretched. */
final class ChunkSearch {
  private static final int COARSE_PEAKS = 3; // of a window and warp
  private static final int REFINED = 12; // pairs of window and warp that are looked into at most
  private static final int WARPS_REFINED = 4; // one pair looked into for so many warps
  private static final int COARSE_STEP = 2; // every other phase

  /**
   * At which warps are judged. Tones stand so far above what carries their mark that the narrower
   * gate shows none of it; noise hides less from the narrower one.
   */
  private static final float[] COARSE_GATES = {Bound.GATES[1], Bound.GATES[0]};

  private final Scan scan;

  ChunkSearch(List<Chips> keys) {
    this.scan = new Scan(keys);
  }

  /**
   * Marks of sound that was not stretched.
   *
   * @param wholes takes the chunk's blocks, one fold a phase, at the first gate
   * @param enough score at which the other gates are left out
   */
  List<Match> plain(Chunk chunk, Fold[] wholes, double enough) {
    float[][] levels = chunk.levels(Warp.NONE, 0, chunk.frames().length, 1);
    List<Match> matches = new ArrayList<>();
    for (float gate : Bound.GATES) {
      float[][] residuals = Chunk.residuals(levels, gate);
      for (Window window : Window.of(chunk.frames().length)) {
        Fold[] folds = Fold.of(residuals, window.from() / Grid.FRAMES, window.to() / Grid.FRAMES);
        Place place = new Place(Warp.NONE, Bound.Stretch.NONE, window, 0);
        matches.addAll(read(chunk, place, gate, folds));
        if (matches.stream().anyMatch(match -> match.score() < enough)) {
          break;
        }
      }
      if (gate == Bound.GATES[0]) {
        for (int phase = 0; phase < wholes.length; phase++) {
          wholes[phase].add(residuals[phase], 0, residuals[phase].length / Grid.BANDS);
        }
      }
      if (matches.stream().anyMatch(match -> match.score() < enough)) {
        break;
      }
    }
    return matches;
  }

  /** Marks in blocks laid on top of each other all through a sound of so many frames. */
  List<Match> whole(Chunk last, Fold[] wholes) {
    int frames = (int) Math.round((last.start() + last.seconds()) / Grid.FRAME_SECONDS);
    Chunk all = new Chunk(last.frames(), 0, last.spectra());
    Window window = new Window(Window.WHOLE_SOUND, 0, frames);
    Place place = new Place(Warp.NONE, Bound.Stretch.NONE, window, 0);
    return read(all, place, Bound.GATES[0], wholes);
  }

  /**
   * What is searched.
   *
   * @param origin frame of the chunk at which the folds' first slot begins
   */
  private record Place(Warp warp, Bound.Stretch stretch, Window window, int origin) {}

  private List<Match> read(Chunk chunk, Place place, float gate, Fold[] folds) {
    double slot = Grid.FRAMES * place.warp.time();
    return scan.read(folds, Bound.leastZ(place.stretch)).stream()
        .map(reading -> {
          double block =
              place.origin
                  + slot
                      * ((double) reading.peak().phase() / folds.length + reading.peak().shift());
          return new Match(
              reading.peak().key(),
              place.warp,
              place.stretch,
              place.window.level(),
              gate,
              chunk.start() + block * Grid.FRAME_SECONDS,
              chunk.start() + place.window.from() * Grid.FRAME_SECONDS,
              chunk.start() + place.window.to() * Grid.FRAME_SECONDS,
              reading.message(),
              reading.valid(),
              reading.z(),
              reading.lead());
        })
        .toList();
  }

  /** A window that looks marked under a warp, by the pilots alone. */
  private record Suspect(Warp warp, Window window, double z) {}

  /**
   * Marks of sound that was stretched in one of these ways.
   *
   * @param near whether half a step beside them is looked at as well
   * @param enough score at which the other gates are left out
   */
  List<Match> stretched(
      Chunk chunk, List<Warp> warps, Bound.Stretch stretch, boolean near, double enough) {
    List<Match> matches = new ArrayList<>();
    for (float gate : COARSE_GATES) {
      matches.addAll(stretched(chunk, warps, stretch, near, gate));
      if (matches.stream().anyMatch(match -> match.score() < enough)) {
        break;
      }
    }
    return matches;
  }

  private List<Match> stretched(
      Chunk chunk, List<Warp> warps, Bound.Stretch stretch, boolean near, float gate) {
    List<Window> windows = Window.coarse(chunk.frames().length);
    List<Suspect> suspects =
        warps.parallelStream()
            .flatMap(warp -> suspects(chunk, warp, windows, gate).stream())
            .sorted(Comparator.comparingDouble(Suspect::z).reversed())
            .limit(Math.clamp(warps.size() / WARPS_REFINED, 1, REFINED))
            .toList();
    return suspects.parallelStream()
        .flatMap(suspect -> refine(chunk, suspect, stretch, near, gate).stream())
        .toList();
  }

  private List<Suspect> suspects(Chunk chunk, Warp warp, List<Window> windows, float gate) {
    float[][] levels = chunk.levels(warp, 0, chunk.frames().length, COARSE_STEP);
    float[][] residuals = Chunk.residuals(levels, gate);
    double slot = Grid.FRAMES * warp.time();
    List<Suspect> suspects = new ArrayList<>();
    for (Window window : windows) {
      int from = (int) Math.round(window.from() / slot);
      int to = (int) Math.round(window.to() / slot);
      suspects.add(new Suspect(warp, window, scan.highest(Fold.of(residuals, from, to)).z()));
    }
    suspects.sort(Comparator.comparingDouble(Suspect::z).reversed());
    return suspects.subList(0, Math.min(COARSE_PEAKS, suspects.size()));
  }

  private List<Match> refine(
      Chunk chunk, Suspect suspect, Bound.Stretch stretch, boolean near, float coarse) {
    Window window = suspect.window;
    Suspect best = suspect;
    List<Warp> warps = near ? suspect.warp.near() : List.of(suspect.warp);
    for (Warp warp : warps) {
      float[][] levels = chunk.levels(warp, window.from(), window.to(), COARSE_STEP);
      float[][] residuals = Chunk.residuals(levels, coarse);
      double z = scan.highest(Fold.of(residuals, 0, Integer.MAX_VALUE)).z();
      best = z > best.z ? new Suspect(warp, window, z) : best;
    }
    float[][] levels = chunk.levels(best.warp, window.from(), window.to(), 1);
    List<Match> matches = new ArrayList<>();
    for (float gate : Bound.GATES) {
      float[][] residuals = Chunk.residuals(levels, gate);
      Place place = new Place(best.warp, stretch, window, window.from());
      matches.addAll(read(chunk, place, gate, Fold.of(residuals, 0, Integer.MAX_VALUE)));
    }
    return matches;
  }
}
