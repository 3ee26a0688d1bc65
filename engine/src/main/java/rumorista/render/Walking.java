package rumorista.render;

/** A walking figure, or only its legs: a foot comes down at every attack. */
final class Walking implements Actor {
  private static final double LONGEST_STEP = 0.75; // seconds

  private final Score score;
  private final double ground;
  private final double leg;
  private final double stride;
  private final double lift;
  private final double x;
  private final double facing;
  private final double follows; // share of the way that the camera goes along
  private final double bob;
  private final boolean front;
  private final boolean onlyLegs;
  private final Paint trousers;
  private final Paint shirt;
  private final Paint shoe;
  private final Paint floor;
  private final boolean striped;

  Walking(Score score, Props props) {
    this.score = score;
    this.leg = props.between(0.12, 0.6);
    this.onlyLegs = leg > 0.35 || props.chance(0.25);
    this.ground = Math.min(0.46, props.between(0.1, 0.45));
    this.front = props.chance(0.3);
    this.stride = front ? 0 : leg * props.between(0.25, 0.7);
    this.lift = leg * props.between(0.08, 0.3);
    this.facing = props.chance(0.5) ? 1 : -1;
    this.follows = props.chance(0.5) ? 1 : props.between(0.3, 1);
    this.x = props.x() * 0.6;
    this.bob = leg * props.between(0.01, 0.08);
    this.trousers = props.paint();
    this.shirt = props.paint();
    this.shoe = props.paint();
    this.floor = props.paint();
    this.striped = props.chance(0.6);
  }

  /** Steps made at an instant, with the part of the one that is under way. */
  private double steps(double time) {
    int last = score.last(time);
    int next = last + 1;
    if (next >= score.onsets().length) {
      return next;
    }
    double gap = last < 0 ? LONGEST_STEP : Math.min(LONGEST_STEP, gap(last));
    return next + Math.clamp(1 - (score.onsets()[next] - time) / gap, 0, 1);
  }

  private double gap(int last) {
    return score.onsets()[last + 1] - score.onsets()[last];
  }

  @Override
  public void draw(Canvas canvas, double time) {
    double steps = steps(time);
    double middle = score.onsets().length / 2.0;
    double walked = facing * stride * (steps - middle);
    double shift = x - follows * walked;
    canvas.paint(Canvas.Form.BOX, 0, ground + 0.5, 3, 0.5, 0, floor, 1);
    if (striped) {
      for (int i = -8; i <= 8; i++) {
        double place = i * 0.3 + (shift % 0.3);
        canvas.paint(Canvas.Form.BOX, place, ground + 0.1, 0.02, 0.1, 0.3, shirt, 0.5f);
      }
    }
    int made = (int) steps;
    double under = steps - made;
    double hipX = shift + walked;
    double hipY = ground - leg + bob * Math.cos(2 * Math.PI * steps);
    for (int side = 0; side < 2; side++) {
      boolean moves = (made + 1) % 2 == side;
      double forward = ContactMotion.ease(under) * 2 - 1;
      double footX = hipX + facing * stride * (moves ? forward : 1 - 2 * under) / 1;
      double footY = ground - (moves ? lift * Math.sin(Math.PI * Math.sqrt(under)) : 0);
      double apart = front ? (side - 0.5) * leg * 0.45 : 0;
      double kneeX = (hipX + footX) / 2 + apart + facing * (front ? 0 : (hipY + leg - footY) * 0.4);
      double kneeY = (hipY + footY) / 2;
      double thick = leg * 0.09;
      canvas.limb(Canvas.Form.ROUND, hipX + apart * 0.7, hipY, kneeX, kneeY, thick * 1.2, trousers);
      canvas.limb(Canvas.Form.ROUND, kneeX, kneeY, footX + apart, footY - thick, thick, trousers);
      canvas.paint(
          Canvas.Form.ROUND,
          footX + apart + facing * thick,
          footY - thick * 0.6,
          thick * 1.8,
          thick * 0.8,
          0,
          shoe,
          1);
    }
    if (!onlyLegs) {
      double swing = 0.3 * Math.sin(Math.PI * steps);
      canvas.paint(Canvas.Form.ROUND, hipX, hipY - leg * 0.4, leg * 0.2, leg * 0.5, 0, shirt, 1);
      canvas.limb(
          Canvas.Form.ROUND,
          hipX,
          hipY - leg * 0.75,
          hipX + leg * 0.5 * Math.sin(swing),
          hipY - leg * 0.2,
          leg * 0.06,
          shoe);
      canvas.paint(Canvas.Form.ROUND, hipX, hipY - leg * 1.1, leg * 0.17, leg * 0.2, 0, shoe, 1);
    }
  }
}
