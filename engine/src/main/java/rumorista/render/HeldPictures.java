package rumorista.render;

import org.jspecify.annotations.Nullable;

/** Shows pictures of a slower film: each until the next one is due. */
final class HeldPictures implements Wear {
  private static final double EARLY = 1e-6;

  private final double rate;
  private final double copiedAt;
  private float @Nullable [][] held;
  private double due = -1;

  /**
   * @param rate of the slower film, pictures a second
   * @param copiedAt rate of a film that it was copied to on the way, which shows some pictures
   *     twice; 0 for none
   */
  HeldPictures(double rate, double copiedAt) {
    this.rate = rate;
    this.copiedAt = copiedAt;
  }

  @Override
  public void apply(float[][] planes, int width, int height, double time) {
    double copied = copiedAt > 0 ? Math.floor(time * copiedAt + EARLY) / copiedAt : time;
    double number = Math.floor(copied * rate + EARLY);
    float[][] shown = held;
    if (shown == null || number > due) {
      due = number;
      held = new float[planes.length][];
      for (int p = 0; p < planes.length; p++) {
        held[p] = planes[p].clone();
      }
      return;
    }
    for (int p = 0; p < planes.length; p++) {
      System.arraycopy(shown[p], 0, planes[p], 0, planes[p].length);
    }
  }
}
