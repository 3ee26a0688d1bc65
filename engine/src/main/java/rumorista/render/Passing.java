package rumorista.render;

/**
 * Something that goes by or comes near, the larger the louder; or a wheel whose blades turn as fast
 * as it is loud.
 */
final class Passing implements Actor {
  private final Score score;
  private final double[] work;
  private final boolean turns;
  private final double x;
  private final double y;
  private final double size;
  private final double way;
  private final double turnsPerSecond;
  private final int blades;
  private final double peak; // instant of the loudest moment
  private final Canvas.Form form;
  private final Paint body;
  private final Paint wheel;

  Passing(Score score, boolean turns, Props props) {
    this.score = score;
    this.turns = turns;
    this.work = score.work();
    this.x = props.x();
    this.y = props.y();
    this.size = turns ? props.size() * 1.5 : props.between(0.1, 0.45);
    this.way = (props.chance(0.5) ? 1 : -1) * props.between(0, 1.2);
    this.turnsPerSecond = props.between(0.5, 4);
    this.blades = 1 + props.upTo(4);
    this.form = props.form();
    this.body = props.paint();
    this.wheel = props.paint();
    int loudest = 0;
    for (int i = 0; i < score.level().length; i++) {
      loudest = score.level()[i] > score.level()[loudest] ? i : loudest;
    }
    this.peak = loudest / Score.RATE;
  }

  @Override
  public void draw(Canvas canvas, double time) {
    double at = Math.clamp(time * Score.RATE, 0, work.length - 1.001);
    double done = work[(int) at] + (at % 1) * (work[(int) at + 1] - work[(int) at]);
    double angle = 2 * Math.PI * turnsPerSecond * done;
    if (turns) {
      for (int i = 0; i < blades; i++) {
        double blade = angle + i * Math.PI / blades;
        canvas.paint(form, x, y, size, size * 0.12, blade, body, 1);
      }
      canvas.paint(Canvas.Form.ROUND, x, y, size * 0.2, size * 0.2, angle, wheel, 1);
      return;
    }
    double near = 0;
    for (double lag = -0.3; lag <= 0.31; lag += 0.1) {
      near += score.level(time + lag) / 7; // a body does not grow in jerks
    }
    double scale = size * (0.15 + near);
    double cx = x * 0.3 + way * (time - peak);
    double cy = y + 0.1 * near + 0.004 * near * Math.sin(50 * time);
    canvas.paint(form, cx, cy, scale, scale * 0.5, 0, body, 1);
    for (int i = -1; i <= 1; i += 2) {
      double wheelX = cx + i * scale * 0.6;
      canvas.paint(
          Canvas.Form.ROUND, wheelX, cy + scale * 0.5, scale * 0.2, scale * 0.2, angle, wheel, 1);
    }
  }
}
