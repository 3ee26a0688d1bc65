package rumorista.render;

import java.util.random.RandomGenerator;

/**
 * Hands, sticks, hammers, knives, knuckles: arms that strike something, swung about a joint or
 * pushed straight on; what is struck gives way, rings, or does not move at all.
 */
final class Striking implements Actor {
  private final ContactMotion[] arms;
  private final double[] contactX;
  private final double[] contactY;
  private final double[] angle; // from the contact back along the arm
  private final double[] turn; // of a swing, in radians; 0 pushes
  private final double reach;
  private final double length;
  private final double thick;
  private final double headA;
  private final double headB;
  private final Canvas.Form form;
  private final Paint skin;
  private final Paint head;
  private final Paint target;
  private final double targetA;
  private final double targetB;
  private final Canvas.Form targetForm;
  private final double yields;
  private final double ringing;
  private final boolean targetInFront;
  private final ContactMotion struck;

  Striking(Score score, Props props) {
    RandomGenerator random = props.random();
    int count = props.chance(0.65) ? 1 : 2;
    this.arms = new ContactMotion[count];
    this.contactX = new double[count];
    this.contactY = new double[count];
    this.angle = new double[count];
    this.turn = new double[count];
    double x = props.x();
    double y = props.y();
    double size = props.size();
    boolean swings = props.chance(0.6);
    double from = props.between(-Math.PI, 0); // most blows come from above
    for (int i = 0; i < count; i++) {
      arms[i] = new ContactMotion(score.part(i, count), random);
      contactX[i] = x + (i - 0.5 * (count - 1)) * size * props.between(0.5, 2);
      contactY[i] = y;
      angle[i] = from + i * props.between(-0.8, 0.8);
      turn[i] = swings ? (props.chance(0.5) ? 1 : -1) * props.between(0.15, 1.3) : 0;
    }
    this.struck = new ContactMotion(score, random);
    this.reach = size * props.between(0.4, 3);
    this.length = props.between(0.25, 1.2);
    this.thick = size * props.between(0.12, 0.5);
    this.headA = size * props.between(0.2, 0.8);
    this.headB = size * props.between(0.2, 0.8);
    this.form = props.form();
    this.skin = props.paint();
    this.head = props.chance(0.5) ? skin : props.paint();
    this.target = props.paint();
    this.targetA = size * props.between(0.5, 2.5);
    this.targetB = size * props.between(0.3, 1.5);
    this.targetForm = props.form();
    this.yields = props.chance(0.5) ? 0 : size * props.between(0.05, 0.4);
    this.ringing = props.chance(0.5) ? 0 : props.between(20, 70);
    this.targetInFront = props.chance(0.4);
  }

  @Override
  public void draw(Canvas canvas, double time) {
    if (!targetInFront) {
      drawTarget(canvas, time);
    }
    for (int i = 0; i < arms.length; i++) {
      double h = arms[i].height(time);
      double back = angle[i];
      double tipX = contactX[i];
      double tipY = contactY[i];
      if (turn[i] == 0) {
        tipX += Math.cos(back) * reach * h;
        tipY += Math.sin(back) * reach * h;
      } else {
        double jointX = tipX + Math.cos(back) * length;
        double jointY = tipY + Math.sin(back) * length;
        double turned = back + Math.PI + turn[i] * h;
        tipX = jointX + Math.cos(turned) * length;
        tipY = jointY + Math.sin(turned) * length;
        back = turned + Math.PI;
      }
      canvas.limb(
          form,
          tipX,
          tipY,
          tipX + Math.cos(back) * length,
          tipY + Math.sin(back) * length,
          thick,
          skin);
      canvas.paint(form, tipX, tipY, headA, headB, back, head, 1);
    }
    if (targetInFront) {
      drawTarget(canvas, time);
    }
  }

  private void drawTarget(Canvas canvas, double time) {
    double push =
        yields
            * struck.shock(time, 9)
            * (ringing == 0 ? 1 : Math.cos(ringing * struck.since(time)));
    canvas.paint(
        targetForm,
        contactX[0] - Math.cos(angle[0]) * (targetB + push),
        contactY[0] - Math.sin(angle[0]) * (targetB + push),
        targetB,
        targetA,
        angle[0],
        target,
        1);
  }
}
