package rumorista.vision.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rumorista.RumoristaException;
import rumorista.vision.Box;
import rumorista.vision.Detection;
import rumorista.vision.Detector;
import rumorista.vision.DrawnPicture;
import rumorista.vision.Face;
import rumorista.vision.FaceReader;

/** The shipped detectors on drawn pictures, and on everything that is no picture or no network. */
class DetectorsTest {
  private static final Path SHIPPED = Path.of("..", "models", "vision");
  private static Detector detector;
  private static FaceReader faceReader;

  @BeforeAll
  static void load() {
    detector = Detectors.load(SHIPPED);
    faceReader = Detectors.loadFaces(SHIPPED);
  }

  @AfterAll
  static void close() {
    detector.close();
    faceReader.close();
  }

  @Test
  void drawnBottlesAreBottles() {
    List<Detection> found = detector.detect(DrawnPicture.bottles(400), 400, 400);
    List<Detection> sure = found.stream().filter(thing -> thing.confidence() > 0.5).toList();
    assertEquals(3, sure.size(), found.toString());
    for (double left : new double[] {0.12, 0.45, 0.78}) {
      Box drawn = new Box(left, 0.24, left + 0.11, 0.86);
      assertTrue(sure.stream().anyMatch(thing -> isBottleAt(thing, drawn)), left + ": " + sure);
    }
  }

  private static boolean isBottleAt(Detection thing, Box box) {
    return thing.label().equals("bottle") && thing.box().overlap(box) > 0.7;
  }

  @Test
  void detectionsAreSortedAndTheirLabelsKnown() {
    List<Detection> found = detector.detect(DrawnPicture.bottles(300), 300, 300);
    for (int i = 0; i < found.size(); i++) {
      assertTrue(detector.labels().contains(found.get(i).label()));
      assertTrue(i == 0 || found.get(i).confidence() <= found.get(i - 1).confidence());
    }
    assertTrue(detector.labels().containsAll(List.of("dog", "footwear", "car", "toothbrush")));
  }

  @Test
  void nothingIsSeenInTheDark() {
    assertEquals(List.of(), sure(detector.detect(new byte[3 * 320 * 180], 320, 180)));
    assertEquals(List.of(), faceReader.faces(new byte[3 * 320 * 180], 320, 180));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "1, 3", "7, 5", "3000, 2", "1, 700"})
  void tinyAndThinPicturesAreLookedAt(int width, int height) {
    byte[] grey = new byte[3 * width * height];
    java.util.Arrays.fill(grey, (byte) 128);
    assertEquals(List.of(), sure(detector.detect(grey, width, height)));
    assertEquals(List.of(), faceReader.faces(grey, width, height));
  }

  private static List<Detection> sure(List<Detection> found) {
    return found.stream().filter(thing -> thing.confidence() > 0.5).toList();
  }

  @ParameterizedTest
  @CsvSource({"300, 300", "200, 260", "640, 360"})
  void anOpenMouthIsWiderThanAShutOne(int width, int height) {
    // A face as high as the picture and of its own proportions, in the middle.
    double shut = onlyFace(width, height, 0).mouthOpenness();
    double open = onlyFace(width, height, 45).mouthOpenness();
    assertTrue(shut < 0.12, "shut: " + shut);
    assertTrue(open > 0.2 && open > 2 * shut, "shut: " + shut + ", open: " + open);
  }

  private static Face onlyFace(int width, int height, int gap) {
    int side = Math.min(width, height);
    byte[] drawn = DrawnPicture.face(side, side, gap);
    byte[] rgb = new byte[3 * width * height];
    java.util.Arrays.fill(rgb, (byte) 100);
    int left = (width - side) / 2;
    int top = (height - side) / 2;
    for (int y = 0; y < side; y++) {
      System.arraycopy(drawn, 3 * side * y, rgb, 3 * ((top + y) * width + left), 3 * side);
    }
    List<Face> faces = faceReader.faces(rgb, width, height);
    assertEquals(1, faces.size(), faces.toString());
    Box expected =
        new Box(
            (left + 0.25 * side) / width,
            (top + 0.3 * side) / height,
            (left + 0.75 * side) / width,
            (top + 0.84 * side) / height);
    assertTrue(faces.getFirst().box().overlap(expected) > 0.6, faces.toString());
    return faces.getFirst();
  }

  @Test
  void whatIsNoPictureIsRefused() {
    assertKind(
        RumoristaException.Kind.INVALID_INPUT, () -> detector.detect(new byte[10], 300, 300));
    assertKind(RumoristaException.Kind.INVALID_INPUT, () -> detector.detect(new byte[0], 0, 0));
    assertKind(RumoristaException.Kind.INVALID_INPUT, () -> faceReader.faces(new byte[5], 1, 2));
  }

  @Test
  void brokenDirectoriesAreRefused(@TempDir Path folder) throws IOException {
    assertBad(() -> Detectors.load(folder), "model.json");
    Files.writeString(folder.resolve("model.json"), "{ not json");
    assertBad(() -> Detectors.load(folder), "no JSON");
    Files.writeString(folder.resolve("model.json"), "{\"networks\": {}}");
    assertBad(() -> Detectors.load(folder), "coco");
    Files.copy(
        SHIPPED.resolve("model.json"),
        folder.resolve("model.json"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertBad(() -> Detectors.load(folder), "coco.onnx: is missing");
    Files.write(folder.resolve("coco.onnx"), "nonsense".getBytes(StandardCharsets.UTF_8));
    assertBad(() -> Detectors.load(folder), "no ONNX network");
    byte[] whole = Files.readAllBytes(SHIPPED.resolve("coco.onnx"));
    Files.write(folder.resolve("coco.onnx"), java.util.Arrays.copyOf(whole, whole.length / 2));
    assertBad(() -> Detectors.load(folder), "no ONNX network");
    Files.copy(
        SHIPPED.resolve("faces.onnx"),
        folder.resolve("coco.onnx"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertBad(() -> Detectors.load(folder), "wanted [1, 1917, 4]");
  }

  private static void assertBad(Runnable loading, String part) {
    RumoristaException e = assertKind(RumoristaException.Kind.BAD_MODEL, loading);
    assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
    assertEquals(1, String.valueOf(e.getMessage()).lines().count());
  }

  private static RumoristaException assertKind(RumoristaException.Kind kind, Runnable action) {
    RumoristaException e = assertThrows(RumoristaException.class, action::run);
    assertEquals(kind, e.kind(), e.getMessage());
    return e;
  }
}
