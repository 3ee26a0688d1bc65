package rumorista.vision.convert;

import static rumorista.RumoristaException.badModel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rumorista.vision.convert.LiteModel.Operation;
import rumorista.vision.convert.OnnxGraph.Window;

/**
 * TensorFlow Lite to ONNX, for networks of convolutions that end in rows of numbers: the detectors
 * and face networks of MediaPipe. Operation and field numbers are those of TensorFlow's schema.fbs.
 */
final class LiteConversion {
  private static final int ADD = 0;
  private static final int CONCATENATION = 2;
  private static final int CONVOLUTION = 3;
  private static final int DEPTHWISE_CONVOLUTION = 4;
  private static final int DEQUANTIZE = 6;
  private static final int MAX_POOL = 17;
  private static final int RELU = 19;
  private static final int RESHAPE = 22;
  private static final int PAD = 34;
  private static final int P_RELU = 54;

  private final LiteModel model;
  private final OnnxGraph graph;
  private final Map<Integer, Value> values = new HashMap<>();
  private final Map<Integer, Constant> constants = new HashMap<>();

  /** Parts of an output, as names of rows. */
  private final Map<Integer, List<String>> rows = new HashMap<>();

  private LiteConversion(LiteModel model) {
    this.model = model;
    int input = model.inputs()[0];
    int[] shape = model.shape(input);
    this.graph = new OnnxGraph("picture", shape[3], shape[1], shape[2]);
    values.put(input, graph.input());
  }

  /**
   * Converts a network.
   *
   * @param outputs names of its outputs, in its order; each becomes {@code [1][rows][width]}
   * @throws rumorista.RumoristaException {@code BAD_MODEL} if it has operations unknown here
   */
  static OnnxGraph convert(LiteModel model, List<String> outputs) {
    try {
      return new LiteConversion(model).converted(outputs);
    } catch (IndexOutOfBoundsException | IllegalArgumentException | NullPointerException e) {
      throw badModel("%s: a broken TensorFlow Lite model (%s)", model.name(), e);
    }
  }

  private OnnxGraph converted(List<String> names) {
    model.operations().forEach(this::convert);
    for (int i = 0; i < names.size(); i++) {
      int output = model.outputs()[i];
      int[] shape = model.shape(output);
      int width = shape[shape.length - 1];
      List<String> parts = rows.containsKey(output) ? rows(output) : List.of(row(output, width));
      graph.output(names.get(i), parts, Constant.size(shape) / width, width);
    }
    return graph;
  }

  private void convert(Operation operation) {
    int[] inputs = operation.inputs();
    int output = operation.output();
    switch (operation.code()) {
      case DEQUANTIZE -> constants.put(output, model.constant(inputs[0]));
      case CONVOLUTION, DEPTHWISE_CONVOLUTION -> values.put(output, convolution(operation));
      case ADD -> {
        Value sum = graph.add(value(inputs[0]), value(inputs[1]));
        values.put(output, activated(sum, operation.table().table(4).small(0)));
      }
      case MAX_POOL -> values.put(output, largest(operation));
      case RELU -> values.put(output, graph.rectify(value(inputs[0]), Float.POSITIVE_INFINITY));
      case P_RELU -> {
        float[] slopes = constant(inputs[1]).values();
        values.put(output, graph.rectify(value(inputs[0]), slopes));
      }
      case PAD -> values.put(output, graph.widen(value(inputs[0]), model.shape(output)[3]));
      case RESHAPE -> reshape(inputs[0], output);
      case CONCATENATION -> {
        List<String> joined = new ArrayList<>();
        for (int input : inputs) {
          joined.addAll(rows(input));
        }
        rows.put(output, joined);
      }
      default ->
          throw badModel(
              "%s: operation %d is unknown here; wanted a network of convolutions: see"
                  + " docs/MODELS.md for the packages that are known",
              model.name(), operation.code());
    }
  }

  private Value convolution(Operation operation) {
    boolean depthwise = operation.code() == DEPTHWISE_CONVOLUTION;
    FlatTable options = operation.table().table(4);
    int[] inputs = operation.inputs();
    Value from = value(inputs[0]);
    // [output, height, width, input], or depthwise [1, height, width, channel]
    Constant stored = constant(inputs[1]);
    Constant kernel =
        stored.transposed(depthwise ? new int[] {3, 0, 1, 2} : new int[] {0, 3, 1, 2});
    Convolution weights = new Convolution(kernel, constant(inputs[2]));
    Value convolved =
        graph.convolve(from, weights, window(options), depthwise ? from.channels() : 1);
    return activated(convolved, options.small(depthwise ? 4 : 3));
  }

  private Value largest(Operation operation) {
    FlatTable options = operation.table().table(4);
    Value from = value(operation.inputs()[0]);
    return graph.largest(from, window(options), options.integer(4, 1), options.integer(3, 1));
  }

  private void reshape(int input, int output) {
    if (rows.containsKey(input)) {
      rows.put(output, rows(input));
      return;
    }
    int[] shape = model.shape(output);
    rows.put(output, List.of(row(input, shape[shape.length - 1])));
  }

  private String row(int tensor, int width) {
    return graph.rows(value(tensor), width);
  }

  private Value activated(Value from, int activation) {
    return switch (activation) {
      case 0 -> from;
      case 1 -> graph.rectify(from, Float.POSITIVE_INFINITY);
      case 3 -> graph.rectify(from, 6);
      default -> throw badModel("%s: activation %d is unknown here", model.name(), activation);
    };
  }

  private static Window window(FlatTable options) {
    return new Window(options.integer(1, 1), options.small(0) == 0 ? Padding.SAME : Padding.VALID);
  }

  private Constant constant(int tensor) {
    Constant known = constants.get(tensor);
    return known == null ? model.constant(tensor) : known;
  }

  private Value value(int tensor) {
    Value value = values.get(tensor);
    if (value == null) {
      throw new IllegalArgumentException("tensor " + tensor + " is used before it is made");
    }
    return value;
  }

  private List<String> rows(int tensor) {
    List<String> parts = rows.get(tensor);
    if (parts == null) {
      throw new IllegalArgumentException("tensor " + tensor + " is joined before it is made");
    }
    return parts;
  }
}
