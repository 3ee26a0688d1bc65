package rumorista.vision.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import rumorista.vision.Box;
import rumorista.vision.Detection;
import rumorista.vision.Detector;
import rumorista.vision.onnx.JointDetector.Witness;

class JointDetectorTest {
  private static final Box HERE = new Box(0.1, 0.1, 0.4, 0.4);
  private static final Box THERE = new Box(0.6, 0.6, 0.9, 0.9);

  private final JointDetector joint =
      new JointDetector(
          Witness.boastful(knowing("dog", "phone")), Witness.shy(knowing("dog", "car")));

  /** Never asked for a picture here. */
  private static Detector knowing(String... labels) {
    return new Detector() {
      @Override
      public List<Detection> detect(byte[] rgb, int width, int height) {
        throw new AssertionError("not asked");
      }

      @Override
      public Set<String> labels() {
        return Set.of(labels);
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void agreementIsSurerThanEither() {
    Detection boast = new Detection("dog", 0.6, HERE);
    Detection shy = new Detection("dog", 0.4, HERE);
    double alone = told(List.of(boast), List.of()).getOrDefault("dog", 0.0);
    double other = told(List.of(), List.of(shy)).getOrDefault("dog", 0.0);
    double both = told(List.of(boast), List.of(shy)).getOrDefault("dog", 0.0);
    assertTrue(both > alone && both > other, alone + " " + other + " " + both);
    assertTrue(both > 0.6);
    assertEquals(1, joint.joined(List.of(boast), List.of(shy)).size());
  }

  @Test
  void elsewhereIsAnotherThing() {
    List<Detection> found =
        joint.joined(
            List.of(new Detection("dog", 0.9, HERE)), List.of(new Detection("dog", 0.7, THERE)));
    assertEquals(2, found.size());
  }

  @Test
  void whatTheOtherCannotKnowIsDoubtedLess() {
    double dog = told(List.of(new Detection("dog", 0.8, HERE)), List.of()).getOrDefault("dog", 0.0);
    double phone =
        told(List.of(new Detection("phone", 0.8, HERE)), List.of()).getOrDefault("phone", 0.0);
    assertTrue(phone > dog, phone + " " + dog);
  }

  @Test
  void contradictionTakesAway() {
    Detection phone = new Detection("phone", 0.9, HERE);
    double alone = told(List.of(phone), List.of()).getOrDefault("phone", 0.0);
    double against =
        told(List.of(phone), List.of(new Detection("car", 0.6, HERE))).getOrDefault("phone", 0.0);
    double beside =
        told(List.of(phone), List.of(new Detection("car", 0.6, THERE))).getOrDefault("phone", 0.0);
    assertTrue(against < alone, against + " " + alone);
    assertEquals(alone, beside, 1e-9);
  }

  private java.util.Map<String, Double> told(List<Detection> ours, List<Detection> theirs) {
    java.util.Map<String, Double> told = new java.util.HashMap<>();
    joint
        .joined(ours, theirs)
        .forEach(thing -> told.merge(thing.label(), thing.confidence(), Math::max));
    return told;
  }
}
