package rumorista.render;

import rumorista.Brightness;

/** Black and white, harder or softer than the original. */
final class Monochrome implements Wear {
  private final float contrast;

  Monochrome(double contrast) {
    this.contrast = (float) contrast;
  }

  @Override
  public void apply(float[][] planes, int width, int height, double time) {
    float[] first = planes[0];
    for (int i = 0; i < first.length; i++) {
      float grey =
          planes.length == 3 ? Brightness.of(first[i], planes[1][i], planes[2][i]) : first[i];
      float value = 0.5f + contrast * (grey - 0.5f);
      for (float[] plane : planes) {
        plane[i] = Math.clamp(value, 0, 1);
      }
    }
  }
}
