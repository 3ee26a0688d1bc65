package rumorista.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rumorista.Waveform;

/**
 * Finds where a sound was put together badly: sudden steps of level, spectrum, noise floor or
 * stereo image that last, exact repeats, decays that are cut off, scenes that go digitally silent.
 * Needs not to know where it was joined. Meant for 48 kHz, mono or stereo.
 */
public final class SeamDetector {
  private SeamDetector() {}

  /** The faults in the order of time. */
  public static List<Fault> find(Waveform sound) {
    List<Fault> faults = new ArrayList<>(Steps.find(sound));
    faults.addAll(Loops.find(sound));
    faults.addAll(CutDecays.find(sound));
    faults.sort(Comparator.comparingDouble(Fault::seconds));
    return faults;
  }
}
