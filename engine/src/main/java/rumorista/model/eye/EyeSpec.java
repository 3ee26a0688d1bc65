package rumorista.model.eye;

import java.util.Map;
import rumorista.RumoristaException;

/**
 * What an eye's {@code model.json} says.
 *
 * @param family {@value #FAMILY}: tells it from models that make sound
 * @param name what the user calls it
 * @param licence of the weights, as an SPDX identifier
 * @param frameRate pictures a second that it looks at
 * @param columns pixels in a row of its pictures, a multiple of 16
 * @param rows of its pictures, a multiple of 16
 * @param channels half of what a square is turned into; places have twice as many, then four times
 * @param width of an instant inside the network
 * @param depth blocks over time
 * @param heads attention heads
 * @param windowFrames pictures that it looks at together
 * @param training where the weights come from: data, options, seed, commit
 */
public record EyeSpec(
    String family,
    String name,
    String licence,
    double frameRate,
    int columns,
    int rows,
    int channels,
    int width,
    int depth,
    int heads,
    int windowFrames,
    Map<String, Object> training) {
  static final String FAMILY = "eye";

  /** Instants that the network tells of every picture: at 25 pictures a second, 50. */
  public static final int INSTANTS_PER_FRAME = 2;

  public EyeSpec {
    if (!family.equals(FAMILY)) {
      throw RumoristaException.badModel(
          "the model is of family %s; wanted an eye: give the directory of one", family);
    }
  }

  /** One without a record of training. */
  public static EyeSpec of(
      String name,
      String licence,
      int columns,
      int rows,
      int channels,
      int width,
      int depth,
      int heads,
      int windowFrames) {
    return new EyeSpec(
        FAMILY,
        name,
        licence,
        25,
        columns,
        rows,
        channels,
        width,
        depth,
        heads,
        windowFrames,
        Map.of());
  }

  /** The dimensions of the shipped eye. */
  public static EyeSpec standard() {
    return of("eye", "CC-BY-SA-4.0", 112, 64, 24, 160, 3, 5, 128);
  }

  /** The same with a record of how the weights were made. */
  public EyeSpec trained(Map<String, Object> record) {
    return new EyeSpec(
        family,
        name,
        licence,
        frameRate,
        columns,
        rows,
        channels,
        width,
        depth,
        heads,
        windowFrames,
        record);
  }

  /** Instants of what it sees, a second. */
  public double rate() {
    return frameRate * INSTANTS_PER_FRAME;
  }
}
