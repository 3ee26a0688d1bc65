package rumorista.render;

/** What flies off at every attack: sparks, splinters, drops, dust. */
final class Particles implements Actor {
  private final Score score;
  private final double x;
  private final double y;
  private final int count;
  private final double[] speedX;
  private final double[] speedY;
  private final double[] size;
  private final double life;
  private final double gravity;
  private final boolean grows;
  private final Paint paint;

  /**
   * @param direction to fly to mostly, in radians; upwards is negative
   * @param spread of directions, in radians to either side
   */
  Particles(
      Score score,
      double x,
      double y,
      int count,
      double fastest,
      double direction,
      double spread,
      Paint paint,
      Props props) {
    this.score = score;
    this.x = x;
    this.y = y;
    this.count = count;
    this.paint = paint;
    this.life = props.between(0.15, 1);
    this.gravity = props.between(0, 2.5);
    this.grows = props.chance(0.2);
    int kinds = 4 * count;
    this.speedX = new double[kinds];
    this.speedY = new double[kinds];
    this.size = new double[kinds];
    double usual = props.between(0.012, 0.04); // smaller ones would be less than a pixel to the eye
    for (int i = 0; i < kinds; i++) {
      double angle = direction + props.between(-spread, spread);
      double speed = fastest * Math.sqrt(props.between(0.05, 1));
      speedX[i] = speed * Math.cos(angle);
      speedY[i] = speed * Math.sin(angle);
      size[i] = usual * props.between(0.4, 1.6);
    }
  }

  @Override
  public void draw(Canvas canvas, double time) {
    for (int event = score.last(time); event >= 0; event--) {
      double age = time - score.onsets()[event];
      if (age > life) {
        return;
      }
      float opacity = (float) (1 - age / life);
      double force = 0.4 + 0.6 * score.strengths()[event];
      for (int i = 0; i < count; i++) {
        int p = (event * 7 + i) % size.length;
        double radius = size[p] * (grows ? 1 + 6 * age / life : 1);
        canvas.paint(
            Canvas.Form.ROUND,
            x + force * speedX[p] * age,
            y + force * speedY[p] * age + gravity * age * age / 2,
            radius,
            radius,
            0,
            paint,
            opacity);
      }
    }
  }
}
