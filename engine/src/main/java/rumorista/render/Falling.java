package rumorista.render;

/**
 * Things that fall and land at the attacks: a ball that bounces, or one thing after the other that
 * stays where it fell.
 */
final class Falling implements Actor {
  private static final int MOST_LYING = 8;

  private final Score score;
  private final ContactMotion motion;
  private final boolean stays;
  private final double ground;
  private final double x;
  private final double drift;
  private final double height;
  private final double size;
  private final double squash;
  private final double spin;
  private final double fallSeconds;
  private final Canvas.Form form;
  private final Paint paint;
  private final Paint floor;
  private final double[] places;

  Falling(Score score, boolean stays, Props props) {
    this.score = score;
    this.stays = stays;
    this.motion = new ContactMotion(score, true, props.random());
    this.ground = props.between(0.05, 0.45);
    this.x = props.x();
    this.drift = props.chance(0.5) ? 0 : props.between(-0.25, 0.25);
    this.height = props.between(0.15, 0.8);
    this.size = props.size() * 0.7;
    this.squash = props.chance(0.4) ? props.between(0.1, 0.5) : 0;
    this.spin = props.chance(0.5) ? 0 : props.between(-8, 8);
    this.fallSeconds = props.between(0.15, 0.5);
    this.form = props.form();
    this.paint = props.paint();
    this.floor = props.paint();
    this.places = new double[64];
    for (int i = 0; i < places.length; i++) {
      places[i] = props.between(-0.35, 0.35);
    }
  }

  @Override
  public void draw(Canvas canvas, double time) {
    canvas.paint(Canvas.Form.BOX, 0, ground + size + 0.5, 3, 0.5, 0, floor, 1);
    if (!stays) {
      double h = motion.height(time);
      double flat = squash * motion.shock(time, 25);
      canvas.paint(
          form,
          x + drift * (time - score.seconds() / 2),
          ground - height * h + size * flat,
          size * (1 + flat),
          size * (1 - flat),
          form == Canvas.Form.BOX && flat > 0 ? 0 : spin * time * Math.min(1, h * 4),
          paint,
          1);
      return;
    }
    int last = score.last(time);
    for (int i = Math.max(0, last - MOST_LYING); i <= last; i++) {
      put(canvas, i, 0, 0);
    }
    int next = last + 1;
    if (next < score.onsets().length) {
      double left = score.onsets()[next] - time;
      double fall = Math.min(fallSeconds, left + 1);
      if (left < fallSeconds) {
        double fallen = 1 - left / fall;
        put(canvas, next, (height + 0.4) * (1 - fallen * fallen), spin * left);
      }
    }
  }

  private void put(Canvas canvas, int number, double above, double angle) {
    double place = places[number % places.length];
    canvas.paint(form, x + place, ground - above, size, size * 0.8, place * 6 + angle, paint, 1);
  }
}
