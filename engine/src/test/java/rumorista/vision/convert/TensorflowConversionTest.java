package rumorista.vision.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rumorista.vision.convert.TinyNetwork.cube;
import static rumorista.vision.convert.TinyNetwork.doubles;
import static rumorista.vision.convert.TinyNetwork.kernel;

import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.RumoristaException;
import rumorista.vision.convert.TensorflowConversion.Output;

/** A graph of every operation that is known, converted, run, and made by hand. */
class TensorflowConversionTest {
  private static final int WIDTH = 4;

  /** Weights with scales worked in are not exact in 16 bits. */
  private static final double ROUNDING = 5e-3;

  private final List<String> nodes = new ArrayList<>();
  private final Map<String, float[]> weights = new LinkedHashMap<>();
  private final Map<String, int[]> shapes = new LinkedHashMap<>();

  private void node(String name, String operation, String attributes, String... inputs) {
    String list = inputs.length == 0 ? "" : "\"" + String.join("\", \"", inputs) + "\"";
    nodes.add(
        "{\"name\": \"%s\", \"op\": \"%s\", \"input\": [%s], \"attr\": {%s}}"
            .formatted(name, operation, list, attributes));
  }

  private float[] weight(String name, float[] values, int... shape) {
    node(name, "Const", "");
    weights.put(name, values);
    shapes.put(name, shape);
    return values;
  }

  private static String slides(int stride) {
    return "\"strides\": {\"list\": {\"i\": [\"1\", \"%d\", \"%d\", \"1\"]}}, \"padding\": {\"s\": [83, 65, 77, 69]}"
        .formatted(stride, stride);
  }

  private TensorflowGraph graph(int bytesMissing) {
    StringBuilder manifest = new StringBuilder();
    int count = weights.values().stream().mapToInt(values -> values.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    weights.forEach((name, values) -> {
      manifest
          .append(manifest.isEmpty() ? "" : ", ")
          .append(
              "{\"name\": \"%s\", \"shape\": %s, \"dtype\": \"float32\"}"
                  .formatted(name, Arrays.toString(shapes.get(name))));
      for (float value : values) {
        bytes.putFloat(value);
      }
    });
    byte[] all = bytes.array();
    int half = all.length / 2;
    Map<String, byte[]> shards =
        Map.of(
            "one", Arrays.copyOf(all, half),
            "two", Arrays.copyOfRange(all, half, all.length - bytesMissing));
    String json =
        "{\"modelTopology\": {\"node\": [%s]}, \"weightsManifest\": [{\"paths\": [\"one\", \"two\"], \"weights\": [%s]}]}"
            .formatted(String.join(", ", nodes), manifest);
    return TensorflowGraph.read("tiny", json.getBytes(StandardCharsets.UTF_8), shards::get);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void givesWhatTheGraphSays(long seed) throws OrtException {
    TinyNetwork made = new TinyNetwork(seed);
    node("in", "Sub", "");
    float[] first = weight("first/w", made.numbers(9 * 3 * WIDTH), 3, 3, 3, WIDTH);
    float[] scale = weight("scale/w", made.numbers(WIDTH), WIDTH);
    float[] shift = weight("shift/w", made.numbers(WIDTH), WIDTH);
    node("first", "Conv2D", slides(2), "in", "first/w");
    node("scale", "Mul", "", "first", "scale/w");
    node("shift", "Add", "", "scale", "shift/w");
    node("relu", "Relu6", "", "shift");
    float[] each = weight("each/w", made.numbers(9 * WIDTH), 3, 3, WIDTH, 1);
    node("each", "DepthwiseConv2dNative", slides(1), "relu", "each/w");
    float[] gamma = weight("gamma", made.numbers(WIDTH), WIDTH);
    float[] beta = weight("beta", made.numbers(WIDTH), WIDTH);
    float[] mean = weight("mean", made.numbers(WIDTH), WIDTH);
    float[] variance = weight("variance", new float[] {0.5f, 1, 2, 0.1f}, WIDTH);
    node(
        "norm",
        "FusedBatchNorm",
        "\"epsilon\": {\"f\": 0.001}",
        "each",
        "gamma",
        "beta",
        "mean",
        "variance");
    node("sum", "AddN", "", "norm", "relu");
    float[] late = weight("late/w", made.numbers(WIDTH), WIDTH);
    node("late", "Add", "", "late/w", "sum");
    float[] head = weight("head/w", made.numbers(WIDTH * 6), 1, 1, WIDTH, 6);
    float[] bias = weight("bias/w", made.numbers(6), 6);
    node("head", "Conv2D", slides(1), "late", "head/w");
    node("bias", "BiasAdd", "", "head", "bias/w");
    weight("three", new float[] {3});
    node("shape", "Pack", "", "three", "three");
    node("rows", "Reshape", "", "bias", "shape");
    node("joined", "ConcatV2", "", "rows", "rows", "three");
    double[][][] picture = cube(made.numbers(9 * 9 * 3), 9, 9, 3);
    double[][][] x = Naive.convolve(picture, kernel(first, 3, 3, WIDTH), new double[4], 2, true);
    x = Naive.eachChannel(x, (c, v) -> Math.clamp(v * scale[c] + shift[c], 0, 6));
    double[][][] y = Naive.convolveEach(x, cube(each, 3, 3, WIDTH), new double[4], 1, true);
    y =
        Naive.eachChannel(
            y, (c, v) -> (v - mean[c]) / Math.sqrt(variance[c] + 0.001) * gamma[c] + beta[c]);
    x = Naive.eachChannel(Naive.sum(x, y), (c, v) -> v + late[c]);
    x = Naive.convolve(x, kernel(head, 1, WIDTH, 6), doubles(bias), 1, true);
    double[] once = Naive.flat(x);
    double[] twice = Arrays.copyOf(once, 2 * once.length);
    System.arraycopy(once, 0, twice, once.length, once.length);
    OnnxGraph converted =
        TensorflowConversion.convert(
            graph(0), "in", 9, List.of(new Output("joined", "out", Set.of())));
    TinyNetwork.check(OnnxFile.bytes(converted, "tiny"), picture, "out", twice, ROUNDING);
    List<Output> withoutOne = List.of(new Output("joined", "out", Set.of(1)));
    OnnxGraph narrow = TensorflowConversion.convert(graph(0), "in", 9, withoutOne);
    double[] fewer =
        IntStream.range(0, twice.length)
            .filter(i -> i % 3 != 1)
            .mapToDouble(i -> twice[i])
            .toArray();
    TinyNetwork.check(OnnxFile.bytes(narrow, "tiny"), picture, "out", fewer, ROUNDING);
  }

  @Test
  void weightsThatAreCutOffAreRefused() {
    weight("w", new float[] {1, 2, 3, 4}, 4);
    RumoristaException e = assertThrows(RumoristaException.class, () -> graph(4));
    assertEquals(RumoristaException.Kind.BAD_MODEL, e.kind());
  }

  @Test
  void unknownOperationsAreNamed() {
    node("in", "Sub", "");
    node("odd", "Einsum", "", "in");
    weight("three", new float[] {3});
    node("shape", "Pack", "", "three");
    node("rows", "Reshape", "", "odd", "shape");
    node("joined", "ConcatV2", "", "rows", "three");
    TensorflowGraph graph = graph(0);
    RumoristaException e =
        assertThrows(
            RumoristaException.class,
            () ->
                TensorflowConversion.convert(
                    graph, "in", 4, List.of(new Output("joined", "out", Set.of()))));
    assertTrue(String.valueOf(e.getMessage()).contains("Einsum"), e.getMessage());
  }
}
