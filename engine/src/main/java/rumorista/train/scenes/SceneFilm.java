package rumorista.train.scenes;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A second of film of a scene, never the same twice, the same for the same seed. */
public final class SceneFilm {
  /** Pixels across. */
  public static final int WIDTH = Canvas.WIDTH;

  /** Pixels down. */
  public static final int HEIGHT = Canvas.HEIGHT;

  private static final int PICTURES = 25;

  private SceneFilm() {}

  /**
   * Renders a second, 25 pictures.
   *
   * @param scene one of {@link rumorista.look.SceneHead#SCENES}
   * @param otherKind the other of the two ways in which a scene is painted: what is never learned
   *     from
   * @return RGB {@code [108][192][3]} each
   */
  public static List<byte[]> render(String scene, boolean otherKind, long seed) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 77);
    List<Painter> layers = new ArrayList<>();
    boolean nothing = scene.equals("nothing");
    layers.add(new Backdrop(nothing, random));
    if (random.nextDouble() < (nothing ? 0.6 : 0.25)) {
      layers.add(Distractions.things(random));
    }
    layers.add(scene(scene, otherKind, random));
    if (random.nextDouble() < 0.12) {
      layers.add(Distractions.unsteadyLight(random));
    }
    if (random.nextDouble() < 0.12) {
      layers.add(Distractions.wear(random));
    }
    double gain = random.nextDouble(0.5, 1.15);
    double shown = random.nextInt(4) == 0 ? random.nextDouble(10, 25) : 25; // pictures a second
    double grain = random.nextInt(3) == 0 ? random.nextDouble(0, 8) : random.nextDouble(0, 2);
    boolean grey = random.nextDouble() < 0.2;
    return pictures(layers, gain, shown, grain, grey, random);
  }

  private static List<byte[]> pictures(
      List<Painter> layers,
      double gain,
      double shown,
      double grain,
      boolean grey,
      SplittableRandom random) {
    List<byte[]> pictures = new ArrayList<>();
    double last = -1;
    for (int i = 0; i < PICTURES; i++) {
      double seconds = Math.floor(i * shown / 25 + 1e-9) / shown;
      if (seconds == last) {
        pictures.add(pictures.getLast());
        continue;
      }
      last = seconds;
      Canvas canvas = new Canvas();
      layers.forEach(layer -> layer.paint(canvas, seconds));
      canvas.light((float) gain, 0);
      pictures.add(canvas.bytes(grain, grey, random));
    }
    return pictures;
  }

  private static Painter scene(String scene, boolean other, SplittableRandom random) {
    return switch (scene) {
      case "rain" -> other ? Weather.rings(random) : Weather.streaks(random);
      case "fire" -> other ? Elements.blaze(random) : Elements.flames(random);
      case "waves" -> other ? Elements.ripples(random) : Elements.sea(random);
      case "leaves" -> other ? Elements.grass(random) : Elements.crown(random);
      case "explosion" -> other ? Elements.debris(random) : Elements.burst(random);
      case "lightning" -> Weather.lightning(other, random);
      default -> nothing(other, random);
    };
  }

  private static Painter nothing(boolean other, SplittableRandom random) {
    if (other) {
      return random.nextBoolean() ? Distractions.crowd(random) : Distractions.smoke(random);
    }
    return switch (random.nextInt(6)) {
      case 0 -> Distractions.text(random);
      case 1 -> Distractions.unsteadyLight(random);
      case 2 -> Distractions.wear(random);
      case 3 -> Distractions.things(random);
      default -> (canvas, seconds) -> {};
    };
  }
}
