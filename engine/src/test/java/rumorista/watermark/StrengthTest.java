package rumorista.watermark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StrengthTest {
  private final List<Double> made = new ArrayList<>();

  @Test
  void whatIsFoundAndNotHeardIsMadeOnce() {
    assertEquals(3.4, choose(6, -6).strength(), 1e-9);
    assertEquals(List.of(3.4), made);
  }

  @Test
  void aWeakMarkIsRaisedUntilItIsWanted() {
    assertEquals(5.4, choose(3.5, -8).strength(), 1e-9); // z 11.9, 15.4, 18.9
    assertEquals(3, made.size());
  }

  @Test
  void aMarkIsNotRaisedUntilItIsHeard() {
    assertEquals(4.4, choose(2.5, -5).strength(), 1e-9); // heard at 5.4
    assertEquals(4.4, made.getLast(), 1e-9, "the last that was made is the one that counts");
  }

  @Test
  void aMarkThatIsHeardIsLowered() {
    assertEquals(2.4, choose(5, -3).strength(), 1e-9);
    assertEquals(2, made.size());
    assertTrue(choose(5, 1).audible(), "not even the weakest is unheard: the caller refuses");
    assertEquals(0.4, made.getLast(), 1e-9);
  }

  @Test
  void theStrongestIsTheEnd() {
    assertEquals(6.4, choose(1, -20).strength(), 1e-9);
    assertEquals(4, made.size());
  }

  /** What was found on the sound alone is where the file begins. */
  @Test
  void theFileBeginsWithWhatWasFoundAndKeepsToItsLimit() {
    assertEquals(4.4, choose(5, -20, 4.4, 6.5).strength(), 1e-9);
    assertEquals(List.of(4.4), made, "z 22: written once");
    assertEquals(5.4, choose(3.9, -20, 4.4, 6.5).strength(), 1e-9);
    assertEquals(List.of(4.4, 5.4), made, "z 17.2, 21.1: written once more");
    assertEquals(4.4, choose(3.9, -20, 4.4, 5.3).strength(), 1e-9);
    assertEquals(List.of(4.4), made, "a stronger one would be heard");
  }

  /** A sound whose mark is found the better and heard the more the stronger it is. */
  private Strength.Trial choose(double zEach, double noiseToMaskWithout) {
    return choose(zEach, noiseToMaskWithout, Strength.DEFAULT, Strength.MOST);
  }

  private Strength.Trial choose(
      double zEach, double noiseToMaskWithout, double start, double most) {
    made.clear();
    return Strength.choose(
        start,
        most,
        Strength.WANTED_Z,
        strength -> {
          made.add(strength);
          Detection found =
              new Detection(
                  -zEach * strength, OptionalInt.of(1), zEach * strength, 1, 1, List.of(), 5, 5);
          return new Strength.Trial(strength, found, noiseToMaskWithout + strength);
        });
  }
}
