package rumorista.render;

/**
 * Two things that meet: hands that clap, a lid that shuts, a thing that slides into another and
 * throws it off.
 */
final class Meeting implements Actor {
  private final ContactMotion motion;
  private final double x;
  private final double y;
  private final double axis;
  private final double reach;
  private final double sizeA;
  private final double sizeB;
  private final boolean both;
  private final double thrown;
  private final Canvas.Form form;
  private final Paint first;
  private final Paint second;

  Meeting(Score score, boolean both, Props props) {
    this.motion = new ContactMotion(score, false, props.random());
    this.both = both;
    this.x = props.x();
    this.y = props.y();
    this.axis = props.between(-Math.PI, Math.PI);
    double size = props.size();
    this.reach = size * props.between(0.4, 2.5);
    this.sizeA = size * props.between(0.3, 0.9);
    this.sizeB = size * props.between(0.3, 1.2);
    this.thrown = both || props.chance(0.4) ? 0 : size * props.between(0.1, 0.8);
    this.form = props.form();
    this.first = props.paint();
    this.second = both ? first : props.paint();
  }

  @Override
  public void draw(Canvas canvas, double time) {
    double h = motion.height(time) * reach;
    double kicked = thrown * motion.shock(time, 4) * Math.min(1, motion.since(time) * 12);
    double cos = Math.cos(axis);
    double sin = Math.sin(axis);
    double one = sizeA + h;
    double two = -sizeA - (both ? h : kicked);
    canvas.paint(form, x + cos * two, y + sin * two, sizeA, sizeB, axis, second, 1);
    canvas.paint(form, x + cos * one, y + sin * one, sizeA, sizeB, axis, first, 1);
  }
}
