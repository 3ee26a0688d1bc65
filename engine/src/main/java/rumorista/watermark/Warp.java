package rumorista.watermark;

import java.util.ArrayList;
import java.util.List;

/**
 * How a sound may have been stretched since it was marked.
 *
 * @param time its length now by its length then
 * @param pitch its frequencies now by those then
 */
record Warp(double time, double pitch) {
  static final Warp NONE = new Warp(1, 1);

  private static final double STEP = Math.log(1.25) / 56; // 0.4 %
  private static final int REACH = 56; // steps to either side: 0.8 to 1.25

  /** What happens to films: 24 to 25 pictures a second and back, 23.976 too, and the pitch kept. */
  static List<Warp> conversions() {
    List<Warp> warps = new ArrayList<>();
    double slow = 1000 / 1001.0;
    for (double speed : new double[] {25 / 24.0, 25 / (24 * slow), slow}) {
      for (double factor : new double[] {speed, 1 / speed}) {
        warps.add(new Warp(1 / factor, factor));
        warps.add(new Warp(1 / factor, 1));
      }
    }
    return warps;
  }

  /** Every speed, tempo and pitch from 0.8 to 1.25, a step of 0.4 % from one to the next. */
  static List<Warp> all() {
    List<Warp> warps = new ArrayList<>();
    for (int i = 1; i <= REACH; i++) {
      for (double factor : new double[] {Math.exp(i * STEP), Math.exp(-i * STEP)}) {
        warps.add(new Warp(1 / factor, factor));
        warps.add(new Warp(1 / factor, 1));
        warps.add(new Warp(1, factor));
      }
    }
    return warps;
  }

  /** This one and those half a step beside it, in time and in pitch. */
  List<Warp> near() {
    List<Warp> warps = new ArrayList<>();
    for (int i = -1; i <= 1; i++) {
      for (int j = -1; j <= 1; j++) {
        warps.add(new Warp(time * Math.exp(i * STEP / 2), pitch * Math.exp(j * STEP / 2)));
      }
    }
    return warps;
  }

  /** How many warps a thorough search may come to see: all, with their neighbours. */
  static int count() {
    return 6 * REACH * 9;
  }
}
