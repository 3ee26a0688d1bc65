package rumorista.render;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import rumorista.VideoFrames;

/**
 * A film in which things happen when a score says so. Everything else in it is chance: surfaces,
 * places, sizes, other things that move, the camera, the film's rate and its wear. The same seed
 * gives the same film.
 */
public final class ProceduralFilm implements VideoFrames {
  private static final double FRAME_RATE = 25;
  private static final double LITTLE = 1e-6;

  private final Score score;
  private final Canvas canvas;
  private final Paint background;
  private final List<Actor> actors = new ArrayList<>();
  private final Camera camera;
  private final List<Wear> wear = new ArrayList<>();
  private final double ownRate;
  private final double shutter; // seconds that a picture is exposed; 0 for an instant
  private final int subpictures;
  private final double exposure;
  private final Sway drift;
  private final int border; // pixels of black at each side
  private final double[] title; // from, to: when a title is shown; never if equal
  private final Paint letters;
  private int picture;

  /**
   * @param kind what sounds; null for a film in which nothing does
   * @param score that it follows
   * @param worn whether it may have suffered; nothing else depends on that
   */
  public ProceduralFilm(
      @Nullable SceneKind kind, Score score, long seed, boolean worn, int width, int height) {
    SplittableRandom random = new SplittableRandom(seed);
    this.score = score;
    this.canvas = new Canvas(width, height);
    Paint any = Paint.any(random);
    this.background = any.bright(any.base() * 0.9f + 0.05f);
    Props props = new Props(random, background, canvas.side());
    boolean still = kind == null && props.chance(0.5);
    int before = still ? props.upTo(3) - 1 : props.chance(0.5) ? 0 : props.upTo(3);
    for (int i = 0; i < before; i++) {
      actors.add(still ? frozen(new Drifting(props), random) : new Drifting(props));
    }
    if (kind != null) {
      actors.add(kind.actor(score, props));
    }
    if (!still && props.chance(0.2)) {
      actors.add(new Drifting(props));
    }
    this.camera =
        new Camera(still ? Score.silence(score.seconds()) : score, still ? steady(props) : props);
    this.ownRate = props.chance(0.5) ? FRAME_RATE : rate(props);
    boolean blurred = props.chance(0.35);
    this.shutter = blurred ? props.between(0.2, 1) / Math.min(30, ownRate) : 0;
    this.subpictures = blurred ? 3 : 1;
    this.exposure = props.between(0.7, 1.15);
    this.drift = new Sway(props.chance(0.3) ? 0.08 : 0, 0.3, random);
    this.border = props.chance(0.1) ? (int) (width * props.between(0.05, 0.16)) : 0;
    double shown = props.between(0, score.seconds());
    this.title =
        kind == null && props.chance(0.3)
            ? new double[] {shown, shown + props.between(1, 3)}
            : new double[] {0, 0};
    this.letters = props.paint().bright(0.9f);
    if (worn) {
      wear.addAll(Degradation.some(random));
    }
  }

  private static Props steady(Props props) {
    return new Props(new SplittableRandom(4), props.background(), props.side());
  }

  private static Actor frozen(Actor actor, SplittableRandom random) {
    double instant = random.nextDouble(5);
    return (canvas, time) -> actor.draw(canvas, instant);
  }

  private static double rate(Props props) {
    double[] usual = {8, 10, 12, 12.5, 15, 16, 18, 20, 23.976, 24, 24, 29.97, 30, 30, 50, 60};
    return usual[props.random().nextInt(usual.length)];
  }

  @Override
  public double frameRate() {
    return FRAME_RATE;
  }

  @Override
  public int width() {
    return canvas.width;
  }

  @Override
  public int height() {
    return canvas.height;
  }

  @Override
  public double seconds() {
    return score.seconds();
  }

  /** The next picture in grey, 0 to 1; {@code null} at the end. Overwritten by the one after it. */
  public float @Nullable [] readGrey() {
    if (picture >= Math.round(score.seconds() * FRAME_RATE)) {
      return null;
    }
    double time = picture++ / FRAME_RATE;
    double taken = Math.floor(time * ownRate + LITTLE) / ownRate;
    draw(taken);
    for (Wear kind : wear) {
      kind.apply(new float[][] {canvas.pixels}, canvas.width, canvas.height, time);
    }
    float[] pixels = canvas.pixels;
    for (int i = 0; i < pixels.length; i++) {
      int column = i % canvas.width;
      boolean black = column < border || column >= canvas.width - border;
      pixels[i] = black ? 0 : Math.clamp(pixels[i], 0, 1);
    }
    return pixels;
  }

  private void draw(double time) {
    if (time >= title[0] && time < title[1]) {
      canvas.look(0, 0, 1);
      canvas.fill(0.03f);
      for (int i = -2; i <= 2; i++) {
        canvas.paint(Canvas.Form.BOX, 0.25 * i, -0.1, 0.09, 0.03, 0, letters, 1);
        canvas.paint(Canvas.Form.BOX, 0.25 * i, 0.1, 0.09, 0.03, 0, letters, 1);
      }
      return;
    }
    if (subpictures == 1) {
      drawInstant(time);
    } else {
      float[] sum = new float[canvas.pixels.length];
      for (int s = 0; s < subpictures; s++) {
        drawInstant(time - shutter * s / subpictures);
        for (int i = 0; i < sum.length; i++) {
          sum[i] += canvas.pixels[i] / subpictures;
        }
      }
      System.arraycopy(sum, 0, canvas.pixels, 0, sum.length);
    }
    float light = (float) (exposure * (1 + drift.at(time)));
    for (int i = 0; i < canvas.pixels.length; i++) {
      canvas.pixels[i] *= light;
    }
  }

  private void drawInstant(double time) {
    camera.look(canvas, time);
    canvas.fill(background);
    for (Actor actor : actors) {
      actor.draw(canvas, time);
    }
  }

  @Override
  public byte @Nullable [] read() {
    float[] grey = readGrey();
    if (grey == null) {
      return null;
    }
    byte[] bytes = new byte[3 * grey.length];
    for (int i = 0; i < grey.length; i++) {
      byte value = (byte) Math.round(255 * grey[i]);
      bytes[3 * i] = value;
      bytes[3 * i + 1] = value;
      bytes[3 * i + 2] = value;
    }
    return bytes;
  }

  @Override
  public void close() {}
}
