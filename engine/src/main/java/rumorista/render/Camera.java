package rumorista.render;

/** Where the picture is taken from: it stands, pans, zooms, is held by hand, is shaken by blows. */
final class Camera {
  private final Score score;
  private final double[] cuts;
  private final double[] x;
  private final double[] y;
  private final double[] zoom;
  private final double pan;
  private final double tilt;
  private final double closer;
  private final Sway hand;
  private final double shaken;
  private final double middle;

  Camera(Score score, Props props) {
    this.score = score;
    this.middle = score.seconds() / 2;
    int count = props.chance(0.8) ? 0 : props.upTo(3);
    this.cuts = new double[count];
    for (int i = 0; i < count; i++) {
      cuts[i] = props.between(0, score.seconds());
    }
    this.x = new double[count + 1];
    this.y = new double[count + 1];
    this.zoom = new double[count + 1];
    for (int i = 0; i <= count; i++) {
      x[i] = count == 0 ? 0 : props.between(-0.2, 0.2);
      y[i] = count == 0 ? 0 : props.between(-0.12, 0.12);
      zoom[i] = count == 0 ? 1 : Math.exp(props.between(-0.1, 0.6));
    }
    boolean moves = props.chance(0.25);
    this.pan = moves ? props.between(-0.12, 0.12) : 0;
    this.tilt = moves ? props.between(-0.05, 0.05) : 0;
    this.closer = props.chance(0.12) ? props.between(-0.1, 0.15) : 0;
    double unsteady = props.chance(0.5) ? 0 : 0.001 * Math.exp(props.between(0, 3));
    this.hand = new Sway(unsteady, props.between(0.5, 3), props.random());
    this.shaken = props.chance(0.2) ? props.between(0.003, 0.025) : 0;
  }

  void look(Canvas canvas, double time) {
    int shot = 0;
    for (double cut : cuts) {
      shot += time >= cut ? 1 : 0;
    }
    int last = score.last(time);
    double since = last < 0 ? 1e3 : time - score.onsets()[last];
    double blow = last < 0 ? 0 : shaken * score.strengths()[last] * Math.exp(-9 * since);
    canvas.look(
        x[shot] + pan * (time - middle) + hand.at(time),
        y[shot] + tilt * (time - middle) + hand.at(time + 50) + blow * Math.cos(55 * since),
        zoom[shot] * Math.exp(closer * (time - middle)));
  }
}
