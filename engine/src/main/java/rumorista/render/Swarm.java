package rumorista.render;

/**
 * Many small things that move the more the louder it is: leaves, waves, flames, rain, smoke, a
 * crowd.
 */
final class Swarm implements Actor {
  /** How they move. */
  enum Way {
    SWAY,
    WAVE,
    RISE,
    FALL,
    JUMP
  }

  private final Score score;
  private final Way way;
  private final double[] work;
  private final int count;
  private final double[] x;
  private final double[] y;
  private final double[] size;
  private final double[] phase;
  private final double reach;
  private final double hertz;
  private final double slant;
  private final double thin;
  private final double side;
  private final double top;
  private final double low;
  private final Paint[] paints;

  Swarm(Score score, Way way, Props props) {
    this.score = score;
    this.way = way;
    this.work = score.work();
    this.side = props.side();
    this.count = 15 + props.upTo(way == Way.FALL ? 90 : 50);
    this.x = new double[count];
    this.y = new double[count];
    this.size = new double[count];
    this.phase = new double[count];
    boolean whole = way == Way.FALL || props.chance(0.5);
    this.top = whole ? -0.6 : props.between(-0.5, 0);
    this.low = whole ? 0.6 : top + props.between(0.3, 0.6);
    double left = whole ? -side - 0.1 : props.between(-side, 0);
    double right = whole ? side + 0.1 : left + props.between(0.3, 1) * side;
    double usual = way == Way.FALL ? props.between(0.02, 0.06) : props.between(0.03, 0.14);
    for (int i = 0; i < count; i++) {
      x[i] = props.between(left, right);
      y[i] = props.between(top, low);
      size[i] = usual * props.between(0.5, 1.5);
      phase[i] = props.between(0, 2 * Math.PI);
    }
    this.reach = usual * props.between(0.3, 1.6);
    this.hertz = props.between(0.5, 3);
    this.slant = props.between(-0.4, 0.4);
    this.thin = way == Way.FALL ? props.between(0.05, 0.15) : props.between(0.4, 1);
    this.paints = new Paint[] {props.paint(), props.paint(), props.paint()};
  }

  @Override
  public void draw(Canvas canvas, double time) {
    double level = score.level(time);
    double at = Math.clamp(time * Score.RATE, 0, work.length - 1.001);
    double done = work[(int) at] + (at % 1) * (work[(int) at + 1] - work[(int) at]);
    int shown = way == Way.FALL ? (int) (count * level) : count;
    for (int i = 0; i < shown; i++) {
      Paint paint = paints[i % paints.length];
      double swing = Math.sin(2 * Math.PI * hertz * time + phase[i]);
      switch (way) {
        case SWAY -> {
          double far = reach * level * level * swing;
          put(canvas, i, x[i] + far, y[i] + far * slant, slant + phase[i] + far * 4, paint, 1);
        }
        case WAVE -> {
          double crest = Math.sin(2 * Math.PI * hertz * time * 0.4 + 5 * x[i]);
          double far = 1.5 * reach * level * level * crest;
          put(canvas, i, x[i], y[i] + far, 0, paint, 1);
        }
        case RISE -> {
          double run = (phase[i] / 6.3 + (0.3 * time + 2 * done) * hertz * 0.4) % 1;
          double high = (low - top) * run * (0.3 + level);
          put(
              canvas,
              i,
              x[i] + reach * swing,
              low - high,
              phase[i],
              paint,
              (float) ((1 - run) * Math.min(1, 3 * level)));
        }
        case FALL -> {
          double run = (phase[i] / 6.3 + time * (0.6 + hertz * 0.5)) % 1;
          double fallen = (low - top) * run;
          put(canvas, i, x[i] + slant * fallen, top + fallen, Math.PI / 2 - slant, paint, 0.7f);
        }
        case JUMP -> {
          double far = 2 * reach * level * level * Math.abs(swing);
          put(canvas, i, x[i], y[i] - far, 0, paint, 1);
        }
      }
    }
  }

  private void put(
      Canvas canvas, int i, double px, double py, double angle, Paint paint, float opacity) {
    canvas.paint(
        Canvas.Form.ROUND, px, py, size[i], Math.max(0.002, size[i] * thin), angle, paint, opacity);
  }
}
