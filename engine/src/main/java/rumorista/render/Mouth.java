package rumorista.render;

/** A head whose mouth opens with the sound: barks, calls, speech. */
final class Mouth implements Actor {
  private final Score score;
  private final ContactMotion motion;
  private final double x;
  private final double y;
  private final double size;
  private final double gape;
  private final double jerk;
  private final double direction;
  private final boolean profile;
  private final Sway sway;
  private final Paint skin;
  private final Paint dark;
  private final Paint eye;

  Mouth(Score score, Props props) {
    this.score = score;
    this.motion = new ContactMotion(score, props.random());
    this.x = props.x();
    this.y = props.y();
    this.size = props.size() * 1.3;
    this.gape = props.between(0.15, 0.6);
    this.jerk = props.chance(0.4) ? 0 : size * props.between(0.05, 0.5);
    this.direction = props.between(-Math.PI, Math.PI);
    this.profile = props.chance(0.5);
    this.sway = new Sway(size * props.between(0, 0.3), props.between(0.1, 0.6), props.random());
    this.skin = props.paint();
    this.dark = props.paint().bright(0.05f);
    this.eye = props.paint();
  }

  @Override
  public void draw(Canvas canvas, double time) {
    // A mouth is open a moment before it is heard, and shuts more slowly.
    double open = gape * Math.clamp(1.4 * score.level(time + 0.03) - 0.35, 0, 1);
    double nod = jerk * motion.shock(time, 8) * Math.min(1, motion.since(time) * 20);
    double cx = x + sway.at(time) + Math.cos(direction) * nod;
    double cy = y + sway.at(time + 7) + Math.sin(direction) * nod;
    canvas.paint(Canvas.Form.ROUND, cx, cy - size * 0.1, size, size * 1.05, 0, skin, 1);
    canvas.paint(
        Canvas.Form.ROUND, cx - size * 0.35, cy - size * 0.4, size * 0.12, size * 0.1, 0, eye, 1);
    if (profile) {
      double angle = open * 1.2;
      canvas.limb(Canvas.Form.ROUND, cx, cy, cx + size * 1.5, cy + size * 0.05, size * 0.25, skin);
      canvas.limb(
          Canvas.Form.ROUND,
          cx,
          cy + size * 0.3,
          cx + size * 1.3 * Math.cos(angle),
          cy + size * (0.3 + 1.3 * Math.sin(angle)),
          size * 0.16,
          skin);
      return;
    }
    canvas.paint(
        Canvas.Form.ROUND, cx + size * 0.35, cy - size * 0.4, size * 0.12, size * 0.1, 0, eye, 1);
    canvas.paint(
        Canvas.Form.ROUND,
        cx,
        cy + size * (0.4 + open / 2),
        size * 0.35,
        size * (0.03 + open),
        0,
        dark,
        1);
  }
}
