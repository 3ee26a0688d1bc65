package rumorista.look;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks the scene head second by second, never across a cut, and remembers what it was sure of. */
final class SceneWatcher {
  private static final int BLOCK = 25; // pictures
  private static final int SHORTEST = 15;
  private static final double SURE = 0.7; // probability, averaged over a shot
  private static final double SUDDEN = 0.85; // of what is over within a second
  private static final double STILL = 0.004; // of all places change: what stands still is nothing
  private static final double SECONDS = 1 / ShotFinder.FRAME_RATE;

  private final @Nullable SceneHead head;
  private final List<Glance> glances = new ArrayList<>();
  private int first; // number of the first of them
  private int shotStart;
  private int blocks;
  private double[] sum;
  private double[] most;
  private double[] mostAt;

  SceneWatcher(@Nullable SceneHead head) {
    this.head = head;
    int scenes = head == null ? 0 : SceneHead.SCENES.size();
    this.sum = new double[scenes];
    this.most = new double[scenes];
    this.mostAt = new double[scenes];
  }

  void add(Glance glance) {
    if (head != null) {
      glances.add(glance);
    }
  }

  /** No cut before picture {@code end}: looks at the whole seconds before it. */
  void take(int end) {
    while (head != null && end - first >= BLOCK) {
      look(BLOCK);
    }
  }

  /** A shot is over, all of whose pictures have been taken: what it was. */
  List<Thing> close(int end) {
    take(end);
    int left = Math.min(glances.size(), end - first);
    if (head != null && left >= SHORTEST) {
      look(left);
    } else {
      glances.subList(0, head == null ? 0 : left).clear();
      first = end;
    }
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < sum.length && blocks > 0; i++) {
      String name = SceneHead.SCENES.get(i);
      boolean sudden = SceneHead.SUDDEN.contains(name);
      double confidence = sudden ? most[i] : sum[i] / blocks;
      if (!name.equals(SceneHead.NOTHING) && confidence >= (sudden ? SUDDEN : SURE)) {
        double from = sudden ? mostAt[i] : shotStart * SECONDS;
        double to = sudden ? Math.min(from + 1, end * SECONDS) : end * SECONDS;
        things.add(new Thing(name, confidence, from, to));
      }
    }
    shotStart = end;
    blocks = 0;
    sum = new double[sum.length];
    most = new double[sum.length];
    mostAt = new double[sum.length];
    return things;
  }

  private void look(int pictures) {
    List<Glance> block = glances.subList(0, pictures);
    float[] features = SceneFeatures.of(block);
    double[] probabilities = new double[sum.length];
    probabilities[0] = 1;
    if (SceneFeatures.activity(features) > STILL) {
      probabilities = Objects.requireNonNull(head).probabilities(features);
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] += probabilities[i];
      if (probabilities[i] > most[i]) {
        most[i] = probabilities[i];
        mostAt[i] = first * SECONDS;
      }
    }
    blocks++;
    block.clear();
    first += pictures;
  }
}
