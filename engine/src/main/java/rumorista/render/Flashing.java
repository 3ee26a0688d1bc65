package rumorista.render;

/** Light at the attacks: muzzles, lightning, lamps; a gun jumps back, smoke rises. */
final class Flashing implements Actor {
  private final ContactMotion motion;
  private final Actor smoke;
  private final double x;
  private final double y;
  private final double size;
  private final double aims;
  private final double kick;
  private final double fade;
  private final float everywhere;
  private final boolean gun;
  private final Paint body;
  private final Paint light;

  Flashing(Score score, Props props) {
    this.motion = new ContactMotion(score, props.random());
    this.x = props.x();
    this.y = props.y();
    this.size = props.size();
    this.aims = props.chance(0.5) ? props.between(-0.4, 0.4) : Math.PI + props.between(-0.4, 0.4);
    this.gun = props.chance(0.7);
    this.kick = gun ? size * props.between(0.1, 0.8) : 0;
    this.fade = props.between(8, 40);
    this.everywhere = gun ? (float) props.between(0, 0.15) : (float) props.between(0.1, 0.6);
    this.body = props.paint();
    this.light = props.paint().bright(0.98f);
    this.smoke =
        new Particles(score, x, y, 6, 0.3, -Math.PI / 2, 1, props.paint().bright(0.7f), props);
  }

  @Override
  public void draw(Canvas canvas, double time) {
    float bright = (float) motion.shock(time, fade);
    double back = kick * motion.shock(time, 9) * Math.min(1, motion.since(time) * 25);
    double lifted = aims - Math.signum(Math.cos(aims)) * 0.6 * back / Math.max(0.02, size);
    double cx = x - Math.cos(aims) * back;
    double cy = y - Math.sin(aims) * back;
    if (gun) {
      double grip = cx - Math.cos(lifted) * size * 1.2;
      double gripY = cy - Math.sin(lifted) * size * 1.2;
      canvas.limb(Canvas.Form.BOX, cx, cy, grip, gripY, size * 0.16, body);
      canvas.limb(Canvas.Form.BOX, grip, gripY, grip, gripY + size * 0.7, size * 0.2, body);
      smoke.draw(canvas, time);
    }
    if (bright > 0.03f) {
      canvas.paint(
          Canvas.Form.ROUND,
          cx + Math.cos(aims) * size * 0.5,
          cy + Math.sin(aims) * size * 0.5,
          size * 0.6,
          size * 0.3,
          aims,
          light,
          bright);
      canvas.light(everywhere * bright);
    }
  }
}
