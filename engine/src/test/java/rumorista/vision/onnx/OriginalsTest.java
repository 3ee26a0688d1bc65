package rumorista.vision.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rumorista.vision.Box;
import rumorista.vision.DrawnPicture;

/** The shipped networks give what the published ones gave, in the runtimes they were made for. */
class OriginalsTest {
  private static final Path SHIPPED = Path.of("..", "models", "vision");

  private record Golden(int index, double value) {}

  @ParameterizedTest
  @CsvSource({
    // network, output, picture, black, largest mean error, largest error; weights of 8 bits differ
    "coco, scores, bottles, -1, 0.2, 0.9",
    "coco, boxes, bottles, -1, 0.12, 0.9",
    "openimages, scores, bottles, -1, 0.1, 0.5",
    "openimages, boxes, bottles, -1, 0.2, 0.9",
    "faces, scores, face, -1, 0.001, 0.005",
    "faces, boxes, face, -1, 0.001, 0.005",
    "landmarks, points, face, 0, 0.3, 1",
    "landmarks, presence, face, 0, 0.3, 0.3",
  })
  void sameAsTheOriginal(
      String network, String output, String drawing, float black, double mean, double largest)
      throws IOException {
    List<Golden> goldens = goldens(network, output);
    try (OnnxNetwork loaded = OnnxNetwork.load(SHIPPED.resolve(network + ".onnx"))) {
      int side = loaded.side();
      byte[] rgb =
          drawing.equals("face") ? DrawnPicture.face(side, side, 20) : DrawnPicture.bottles(side);
      float[] planes = new Picture(rgb, side, side).planes(Box.WHOLE, side, side, black, 1);
      float[] values = loaded.run(planes, output)[0];
      double squares = 0;
      for (Golden golden : goldens) {
        double error = values[golden.index] - golden.value;
        squares += error * error;
        assertEquals(golden.value, values[golden.index], largest, output + " " + golden.index);
      }
      double found = Math.sqrt(squares / goldens.size());
      assertTrue(found <= mean, "root mean square error %.4f".formatted(found));
    }
  }

  private static List<Golden> goldens(String network, String output) throws IOException {
    List<Golden> goldens = new ArrayList<>();
    try (InputStream table = OriginalsTest.class.getResourceAsStream("originals.tsv");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(table), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split("\t", -1);
        if (fields[0].equals(network) && fields[1].equals(output)) {
          goldens.add(new Golden(Integer.parseInt(fields[2]), Double.parseDouble(fields[3])));
        }
      }
    }
    assertTrue(!goldens.isEmpty(), network + " " + output);
    return goldens;
  }
}
