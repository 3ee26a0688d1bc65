package rumorista.render;

/**
 * A door, a drawer or a lid that falls shut at the attacks: a surface that turns about one side.
 */
final class Door implements Actor {
  private final ContactMotion motion;
  private final double x;
  private final double y;
  private final double width;
  private final double height;
  private final double widest;
  private final boolean upright;
  private final double side;
  private final double shakes;
  private final Paint leaf;
  private final Paint dark;
  private final Paint frame;

  Door(Score score, Props props) {
    this.motion = new ContactMotion(score, false, props.random());
    this.x = props.x();
    this.y = props.y();
    this.width = props.between(0.1, 0.35);
    this.height = props.between(0.15, 0.5);
    this.widest = props.between(0.3, 1.2); // radians
    this.upright = props.chance(0.7);
    this.side = props.chance(0.5) ? 1 : -1;
    this.shakes = props.chance(0.5) ? 0 : props.between(0.002, 0.012);
    this.leaf = props.paint();
    this.dark = props.paint().bright(0.06f);
    this.frame = props.paint();
  }

  @Override
  public void draw(Canvas canvas, double time) {
    double open = widest * motion.height(time);
    double shake = shakes * motion.shock(time, 8) * Math.cos(60 * motion.since(time));
    double shown = Math.max(0.02, Math.cos(open));
    double across = upright ? width : height;
    double along = across * shown;
    double shift = side * (across - along);
    canvas.paint(Canvas.Form.BOX, x + shake, y, width * 1.12, height * 1.08, 0, frame, 1);
    canvas.paint(Canvas.Form.BOX, x + shake, y, width, height, 0, dark, 1);
    canvas.paint(
        Canvas.Form.BOX,
        x + shake + (upright ? shift : 0),
        y + (upright ? 0 : shift),
        upright ? along : width,
        upright ? height : along,
        0,
        leaf.bright(leaf.base() * (float) (0.7 + 0.3 * shown)),
        1);
  }
}
