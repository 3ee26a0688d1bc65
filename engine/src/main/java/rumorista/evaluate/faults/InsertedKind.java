package rumorista.evaluate.faults;

import java.util.Locale;
import rumorista.measure.Fault;

/**
 * The faults that {@link FaultInserter} knows, each as weak as a person would still notice and as
 * strong as twenty times that. A click's prominence is its energy above 4 kHz over that of the 5 ms
 * of sound around it.
 */
public enum InsertedKind {
  /** One to three samples; prominence 3 to 24 dB. */
  SPIKE(Fault.Kind.CLICK, 0.005),
  /** The same without what is above 16 kHz, as a lossy codec leaves it. */
  SMOOTHED_SPIKE(Fault.Kind.CLICK, 0.005),
  /** The sound goes on from another place without cross-fade; prominence at least 3 dB. */
  JUMP(Fault.Kind.CLICK, 0.005),
  /** The same without what is above 16 kHz. */
  SMOOTHED_JUMP(Fault.Kind.CLICK, 0.005),
  /** 1 to 50 ms of zeros in sound above -45 dB. */
  DROPOUT(Fault.Kind.DROPOUT, 0.005),
  /** 3 to 20 % of the samples of 0.2 to 1 s are cut off. */
  CLIPPING(Fault.Kind.CLIPPING, 1.0),
  /** Begins at no less than 30 % of the peak nearby, in sound above -40 dB. */
  ABRUPT_START(Fault.Kind.ABRUPT_START, 0.01),
  /** Ends so. */
  ABRUPT_END(Fault.Kind.ABRUPT_END, 0.01),
  /** 6 to 12 dB up or down within 10 ms, amid steady sound. */
  LEVEL_STEP(Fault.Kind.LEVEL_STEP, 0.15),
  /** A low-pass of 1.5 to 5 kHz or a high-pass of 0.3 to 1 kHz sets in amid steady sound. */
  SPECTRUM_STEP(Fault.Kind.LEVEL_STEP, 0.15),
  /** Noise of 10 to 20 dB over the background sets in, in a gap between events. */
  FLOOR_STEP(Fault.Kind.LEVEL_STEP, 0.15),
  /** The image moves by 6 to 12 dB, or a wide one becomes mono, amid steady sound. */
  IMAGE_STEP(Fault.Kind.IMAGE_STEP, 0.15),
  /** 0.3 to 2 s come three times, joined with cross-fades of 5 ms. */
  LOOP(Fault.Kind.LOOP, 0.6),
  /** A decay of 150 ms and more ends 10 to 45 dB below the peak with a fade of 2 to 8 ms. */
  CUT_DECAY(Fault.Kind.CUT_DECAY, 0.05),
  /** 0.15 to 0.6 s of zeros between fades of 5 ms, amid steady sound. */
  SILENCE(Fault.Kind.SILENCE, 0.05);

  private final Fault.Kind found;
  private final double toleranceSeconds;

  InsertedKind(Fault.Kind found, double toleranceSeconds) {
    this.found = found;
    this.toleranceSeconds = toleranceSeconds;
  }

  /** Whether a detected fault is of this kind and where this one was inserted. */
  boolean matches(Fault fault, double seconds) {
    boolean same = fault.kind() == found || (isStep(found) && isStep(fault.kind()));
    return same && Math.abs(fault.seconds() - seconds) <= toleranceSeconds;
  }

  /** Steps of level, spectrum and noise floor shade into each other. */
  private static boolean isStep(Fault.Kind kind) {
    return kind == Fault.Kind.LEVEL_STEP || kind == Fault.Kind.SPECTRUM_STEP;
  }

  /** Whether {@link rumorista.measure.Clicks} is to find it, rather than the seam detector. */
  boolean isClick() {
    return compareTo(ABRUPT_END) <= 0;
  }

  /** As words. */
  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
