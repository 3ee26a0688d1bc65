package rumorista.render;

/** Something that moves and is not heard: it wanders, glides by, starts and stops softly. */
final class Drifting implements Actor {
  private final double x;
  private final double y;
  private final double a;
  private final double b;
  private final double way;
  private final double period;
  private final Sway swayX;
  private final Sway swayY;
  private final Sway turn;
  private final Canvas.Form form;
  private final Paint paint;
  private final boolean stops;

  Drifting(Props props) {
    this.x = props.between(-1, 1) * props.side();
    this.y = props.between(-0.5, 0.5);
    double size = props.size() * 1.3;
    this.a = size * props.between(0.4, 1.5);
    this.b = size * props.between(0.3, 1);
    this.way = props.chance(0.5) ? 0 : props.between(-0.6, 0.6);
    this.period = props.between(1, 4);
    double reach = props.chance(0.35) ? 0 : props.between(0.01, 0.2);
    this.swayX = new Sway(reach, props.between(0.1, 1.2), props.random());
    this.swayY = new Sway(reach, props.between(0.1, 1.2), props.random());
    this.turn = new Sway(props.between(0, 0.5), props.between(0.1, 0.8), props.random());
    this.form = props.form();
    this.paint = props.paint();
    this.stops = props.chance(0.4);
  }

  @Override
  public void draw(Canvas canvas, double time) {
    double runs = time / period;
    double gone =
        stops ? Math.floor(runs) + ContactMotion.ease(2 * (runs - Math.floor(runs)) - 0.5) : runs;
    canvas.paint(
        form,
        x + way * period * (gone - 2 / period) + swayX.at(time),
        y + swayY.at(time),
        a,
        b,
        turn.at(time),
        paint,
        1);
  }
}
