package rumorista.measure;

import java.util.ArrayList;
import java.util.List;
import rumorista.Waveform;
import rumorista.measure.ChangePoints.Change;

/** Finds sudden steps of level, spectrum, noise floor and stereo image that last. */
final class Steps {
  private static final int SIDE = 80; // frames: what must last before and after
  private static final double QUIETEST = -75; // dB in a band: what is below cannot be heard
  private static final double LEAST = 3.5; // dB
  private static final double SUDDEN = 0.65;
  private static final double OVERSHOT = 1.8; // an attack is followed by less
  private static final double STEADY = 4; // dB of drift
  private static final double LEAST_IMAGE = 2.5; // dB between the channels
  private static final double CERTAIN = 3.5;
  private static final float WIDEST = 25; // dB: more makes no difference

  private Steps() {}

  static List<Fault> find(Waveform sound) {
    BandLevels bands = new BandLevels(sound.sampleRate());
    List<Fault> faults = new ArrayList<>();
    float[][][] levels = new float[sound.channels()][][]; // [channel][frame][band]
    for (int c = 0; c < levels.length; c++) {
      levels[c] = audible(bands.of(sound.samples()[c], sound.sampleRate()));
    }
    for (Change change : new ChangePoints(SIDE, LEAST, SUDDEN, Steps::isStep).find(mean(levels))) {
      boolean level = Math.abs(change.mean()) > 0.8 * change.size();
      Fault.Kind kind = level ? Fault.Kind.LEVEL_STEP : Fault.Kind.SPECTRUM_STEP;
      faults.add(fault(change, kind));
    }
    if (levels.length == 2) {
      float[][] image = image(sound, levels, bands);
      for (Change change :
          new ChangePoints(SIDE, LEAST_IMAGE, SUDDEN, Steps::isImageStep).find(image)) {
        faults.add(fault(change, Fault.Kind.IMAGE_STEP));
      }
    }
    return faults;
  }

  /** A step amid steady sound, or one to or from a background that hardly varies. */
  private static boolean isStep(Change change) {
    if (Math.abs(change.drift()) > STEADY) {
      return false;
    }
    boolean steady = change.certainty() >= CERTAIN && change.suddenness() <= OVERSHOT;
    boolean background = change.size() >= 6 && change.certainty() >= 2 && change.unrest() <= 2;
    return steady || background;
  }

  private static boolean isImageStep(Change change) {
    return change.certainty() >= CERTAIN && change.suddenness() <= OVERSHOT;
  }

  private static float[][] image(Waveform sound, float[][][] levels, BandLevels bands) {
    float[][] middle = audible(bands.of(mixed(sound, 1), sound.sampleRate()));
    float[][] side = audible(bands.of(mixed(sound, -1), sound.sampleRate()));
    return image(levels, middle, side);
  }

  private static Fault fault(Change change, Fault.Kind kind) {
    double seconds = (double) change.frame() / BandLevels.PER_SECOND;
    return new Fault(seconds, kind, change.size(), Fault.ALL);
  }

  private static float[][] audible(float[][] levels) {
    for (float[] frame : levels) {
      for (int b = 0; b < frame.length; b++) {
        frame[b] = (float) Math.max(QUIETEST, frame[b]);
      }
    }
    return levels;
  }

  private static float[][] mean(float[][][] levels) {
    float[][] mean = new float[levels[0].length][BandLevels.BANDS];
    for (int t = 0; t < mean.length; t++) {
      for (int b = 0; b < BandLevels.BANDS; b++) {
        for (float[][] channel : levels) {
          mean[t][b] += channel[t][b] / levels.length;
        }
      }
    }
    return mean;
  }

  /** Left over right, and side over middle, in dB, band by band. */
  private static float[][] image(float[][][] levels, float[][] middle, float[][] side) {
    float[][] image = new float[middle.length][2 * BandLevels.BANDS];
    for (int t = 0; t < image.length; t++) {
      for (int b = 0; b < BandLevels.BANDS; b++) {
        float before = t == 0 ? 0 : image[t - 1][b];
        float beforeWidth = t == 0 ? 0 : image[t - 1][b + BandLevels.BANDS];
        image[t][b] = ratio(levels[0][t][b], levels[1][t][b], before);
        image[t][b + BandLevels.BANDS] = ratio(side[t][b], middle[t][b], beforeWidth);
      }
    }
    return image;
  }

  /** Limited to what matters; where nothing can be heard, it stays as it was. */
  private static float ratio(float upper, float lower, float before) {
    if (Math.max(upper, lower) <= QUIETEST + 6) {
      return before;
    }
    return (float) Math.clamp(upper - lower, -WIDEST, WIDEST);
  }

  private static float[] mixed(Waveform sound, float sign) {
    float[] mixed = new float[sound.length()];
    for (int n = 0; n < mixed.length; n++) {
      mixed[n] = 0.5f * (sound.samples()[0][n] + sign * sound.samples()[1][n]);
    }
    return mixed;
  }
}
