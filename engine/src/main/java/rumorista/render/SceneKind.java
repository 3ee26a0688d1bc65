package rumorista.render;

import java.util.Arrays;
import java.util.List;

/** What can sound in a film that is made. */
public enum SceneKind {
  STRIKE(0.14, false),
  BALL(0.14, false),
  DROP(0.12, false),
  WALK(0.26, false),
  COLLIDE(0.18, false),
  BREAK(0.12, false),
  SPLASH(0.15, false),
  SHOT(0.1, false),
  MOUTH(0.16, false),
  RATTLE(false),
  SAW(false),
  LEAVES(false),
  WAVES(false),
  RAIN(false),
  SMOKE(false),
  VEHICLE(false),
  BLADES(false),
  CLAP(0.16, true),
  DOOR(0.4, true),
  FIREWORK(0.15, true),
  FLAMES(true),
  CROWD(true);

  private final boolean sharp;
  private final double apart;
  private final boolean heldOut;

  /** Whose single attacks are to be seen, so many seconds apart at least. */
  SceneKind(double apart, boolean heldOut) {
    this(true, apart, heldOut);
  }

  /** Of which only the loudness is to be seen. */
  SceneKind(boolean heldOut) {
    this(false, Score.APART, heldOut);
  }

  SceneKind(boolean sharp, double apart, boolean heldOut) {
    this.sharp = sharp;
    this.apart = apart;
    this.heldOut = heldOut;
  }

  /** Whether single attacks are to be seen; otherwise only how loud it is. */
  public boolean sharp() {
    return sharp;
  }

  /** Seconds between two attacks that it can show, at least: nobody walks eight steps a second. */
  public double apart() {
    return apart;
  }

  /** Whether it never does anything once, but goes on evenly. */
  boolean paced() {
    return this == WALK;
  }

  /** Whether nothing is learned from it: for measuring only. */
  public boolean heldOut() {
    return heldOut;
  }

  /** The kinds that are learned from, or those that are not. */
  public static List<SceneKind> all(boolean heldOut) {
    return Arrays.stream(values()).filter(kind -> kind.heldOut == heldOut).toList();
  }

  /** Somebody who acts this kind out. */
  Actor actor(Score score, Props props) {
    return switch (this) {
      case STRIKE -> withParticles(new Striking(score, props), score, props);
      case BALL -> new Falling(score, false, props);
      case DROP -> new Falling(score, true, props);
      case WALK -> new Walking(score, props);
      case COLLIDE -> withParticles(new Meeting(score, false, props), score, props);
      case BREAK -> burst(score, props, props.between(-Math.PI, 0), Math.PI, 14);
      case SPLASH -> splash(score, props);
      case SHOT -> new Flashing(score, props);
      case MOUTH -> new Mouth(score, props);
      case RATTLE -> new Shaking(score, false, props);
      case SAW -> new Shaking(score, true, props);
      case LEAVES -> new Swarm(score, Swarm.Way.SWAY, props);
      case WAVES -> new Swarm(score, Swarm.Way.WAVE, props);
      case RAIN -> new Swarm(score, Swarm.Way.FALL, props);
      case SMOKE, FLAMES -> new Swarm(score, Swarm.Way.RISE, props);
      case VEHICLE -> new Passing(score, false, props);
      case BLADES -> new Passing(score, true, props);
      case CLAP -> new Meeting(score, true, props);
      case DOOR -> new Door(score, props);
      case FIREWORK -> burst(score, props, 0, Math.PI, 40);
      case CROWD -> new Swarm(score, Swarm.Way.JUMP, props);
    };
  }

  private static Actor withParticles(Actor actor, Score score, Props props) {
    if (props.chance(0.7)) {
      return actor;
    }
    Actor chips = burst(score, props, -Math.PI / 2, 1.5, 8);
    return (canvas, time) -> {
      actor.draw(canvas, time);
      chips.draw(canvas, time);
    };
  }

  private static Actor burst(Score score, Props props, double direction, double spread, int most) {
    return new Particles(
        score,
        props.x(),
        props.y(),
        3 + props.upTo(most),
        props.between(0.3, 1.6),
        direction,
        spread,
        props.paint(),
        props);
  }

  private static Actor splash(Score score, Props props) {
    Actor thing = new Falling(score, true, props);
    Actor drops = burst(score, props, -Math.PI / 2, 0.8, 16);
    boolean alone = props.chance(0.4);
    return (canvas, time) -> {
      if (!alone) {
        thing.draw(canvas, time);
      }
      drops.draw(canvas, time);
    };
  }
}
