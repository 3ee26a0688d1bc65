package rumorista.look;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import rumorista.vision.Box;
import rumorista.vision.Face;

class MouthsTest {
  private final Mouths mouths = new Mouths();

  private void face(double time, double openness) {
    mouths.add(time, List.of(new Face(new Box(0.3, 0.3, 0.7, 0.7), 0.9, openness)));
  }

  @Test
  void aMouthThatOpensTwiceIsOpenTwice() {
    double[] openness = {0, 0.05, 0.3, 0.4, 0.15, 0.12, 0.02, 0.02, 0.5, 0.5, 0};
    for (int i = 0; i < openness.length; i++) {
      face(i * 0.25, openness[i]);
    }
    mouths.finish(5);
    assertEquals(List.of(new Span(0.5, 1.5), new Span(2, 2.5)), mouths.open());
  }

  @Test
  void aFaceThatIsLostEndsIt() {
    face(0, 0.4);
    face(0.25, 0.4);
    mouths.add(0.5, List.of());
    mouths.add(1.0, List.of());
    mouths.finish(3);
    assertEquals(List.of(new Span(0, 0.25)), mouths.open());
  }

  @Test
  void aMouthThatCannotBeReadIsNotOpen() {
    face(0, Double.NaN);
    face(0.25, Double.NaN);
    mouths.finish(1);
    assertEquals(List.of(), mouths.open());
  }
}
