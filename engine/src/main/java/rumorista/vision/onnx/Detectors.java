package rumorista.vision.onnx;

import static rumorista.RumoristaException.badModel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rumorista.vision.Detector;
import rumorista.vision.FaceReader;
import rumorista.vision.onnx.JointDetector.Witness;

/** Loads what looks at pictures from a directory such as {@code models/vision}. */
public final class Detectors {
  /** What Open Images calls otherwise than COCO does. */
  private static final Map<String, String> SYNONYMS =
      Map.of(
          "cattle", "cow",
          "computer mouse", "mouse",
          "computer monitor", "tv",
          "mug", "cup",
          "coffee cup", "cup");

  private static final String COCO = "coco";
  private static final String OPEN_IMAGES = "openimages";

  private Detectors() {}

  /**
   * The detectors for COCO and Open Images, joined: 0.5 is a fair confidence to ask for.
   *
   * @throws rumorista.RumoristaException {@code BAD_MODEL} if a file is missing or broken
   */
  public static Detector load(Path directory) {
    Detector first = loadCoco(directory);
    try {
      return new JointDetector(Witness.boastful(first), Witness.shy(loadOpenImages(directory)));
    } catch (RuntimeException e) {
      first.close();
      throw e;
    }
  }

  /** The detector of 80 everyday things alone, which takes half the time. */
  public static Detector loadCoco(Path directory) {
    return single(directory, COCO);
  }

  /** The detector of 23 further things, footwear among them, alone. */
  public static Detector loadOpenImages(Path directory) {
    return single(directory, OPEN_IMAGES);
  }

  /**
   * Faces and their mouths.
   *
   * @throws rumorista.RumoristaException {@code BAD_MODEL} if a file is missing or broken
   */
  public static FaceReader loadFaces(Path directory) {
    return MeshFaceReader.load(
        directory.resolve(file(directory, "faces")),
        directory.resolve(file(directory, "landmarks")));
  }

  private static Detector single(Path directory, String name) {
    List<String> labels = new ArrayList<>();
    for (JsonNode label : network(directory, name).path("labels")) {
      labels.add(SYNONYMS.getOrDefault(label.asText(), label.asText()));
    }
    if (labels.isEmpty()) {
      throw badModel("%s: network %s has no labels in model.json", directory, name);
    }
    return SingleShotDetector.load(directory.resolve(file(directory, name)), labels);
  }

  private static String file(Path directory, String name) {
    return network(directory, name).path("file").asText(name + ".onnx");
  }

  private static JsonNode network(Path directory, String name) {
    Path card = directory.resolve("model.json");
    if (!Files.isRegularFile(card)) {
      throw badModel(
          "%s: has no model.json; wanted a directory like models/vision: run `rumorista import"
              + " detectors` again",
          directory);
    }
    try {
      JsonNode network =
          new ObjectMapper().readTree(Files.readString(card)).path("networks").path(name);
      if (network.isMissingNode()) {
        throw badModel("%s: tells nothing of a network %s", card, name);
      }
      return network;
    } catch (JsonProcessingException e) {
      throw badModel("%s: no JSON (%s)", card, e.getOriginalMessage());
    } catch (IOException e) {
      throw badModel("%s: cannot be read (%s)", card, e.getMessage());
    }
  }
}
