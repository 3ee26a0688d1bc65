package rumorista.render;

/**
 * A thing that shakes, rattles or rocks as loud as it sounds, at its place or along a line:
 * engines, bells, boxes, saws, brushes.
 */
final class Shaking implements Actor {
  private final Score score;
  private final double[] work;
  private final double x;
  private final double y;
  private final double size;
  private final double length;
  private final double reach;
  private final double hertz;
  private final double direction;
  private final double rocks;
  private final boolean strokes;
  private final Canvas.Form form;
  private final Paint paint;
  private final Paint other;

  /**
   * @param strokes to and fro over a long way, rather than quickly over a short one
   */
  Shaking(Score score, boolean strokes, Props props) {
    this.score = score;
    this.work = score.work();
    this.strokes = strokes;
    this.x = props.x();
    this.y = props.y();
    this.size = props.size();
    this.length = size * props.between(0.5, 2);
    this.reach = size * (strokes ? props.between(0.4, 2) : props.between(0.03, 0.35));
    this.hertz = strokes ? props.between(1, 4) : props.between(4, 14);
    this.direction = props.between(-Math.PI, Math.PI);
    this.rocks = props.chance(0.5) ? 0 : props.between(-0.4, 0.4);
    this.form = props.form();
    this.paint = props.paint();
    this.other = props.paint();
  }

  @Override
  public void draw(Canvas canvas, double time) {
    double level = score.level(time);
    double at = Math.clamp(time * Score.RATE, 0, work.length - 1.001);
    double done = work[(int) at] + (at % 1) * (work[(int) at + 1] - work[(int) at]);
    double phase = 2 * Math.PI * hertz * (strokes ? done : time);
    double swing = reach * Math.sin(phase) * (strokes ? 1 : level * level);
    double cx = x + Math.cos(direction) * swing;
    double cy = y + Math.sin(direction) * swing;
    if (strokes) {
      canvas.paint(Canvas.Form.BOX, x, y + size * 0.8, length, size * 0.7, 0, other, 1);
    }
    double turn = direction + rocks * Math.sin(phase * 0.83) * level;
    canvas.paint(form, cx, cy, length, size * (strokes ? 0.3 : 1), turn, paint, 1);
    if (!strokes) {
      canvas.paint(form, cx, cy, length * 0.4, size * 0.4, turn, other, 1);
    }
  }
}
