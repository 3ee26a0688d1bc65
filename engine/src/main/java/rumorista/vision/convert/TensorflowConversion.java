package rumorista.vision.convert;

import static rumorista.RumoristaException.badModel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rumorista.vision.convert.OnnxGraph.Window;
import rumorista.vision.convert.TensorflowGraph.Node;

/**
 * TensorFlow.js to ONNX, for single shot detectors of the Object Detection API: from the scaled
 * picture to the rows of box encodings and class scores. What comes before (scaling) and after
 * (decoding) is left to whoever runs the network. Scales and shifts that follow a convolution are
 * worked into its weights.
 */
final class TensorflowConversion {
  private final TensorflowGraph source;
  private final OnnxGraph graph;
  private final Map<String, Node> nodes = new HashMap<>();
  private final Map<String, Integer> uses = new HashMap<>();
  private final Map<String, Value> values = new HashMap<>();

  /** Weights of convolutions by the name of their value, as long as nothing else has seen it. */
  private final Map<String, Convolution> open = new HashMap<>();

  /** Ends of the network without the columns that nobody needs, by the name they had. */
  private final Map<String, Value> narrowed = new HashMap<>();

  private TensorflowConversion(TensorflowGraph source, OnnxGraph graph) {
    this.source = source;
    this.graph = graph;
    for (Node node : source.nodes()) {
      nodes.put(node.name(), node);
      node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum));
    }
  }

  /**
   * Rows of numbers.
   *
   * @param concatenation the node that joins them
   * @param name of the output that it becomes
   * @param dropped columns that nobody needs
   */
  record Output(String concatenation, String name, Set<Integer> dropped) {}

  /**
   * Converts the middle of a graph.
   *
   * @param input the node whose value is the scaled picture, {@code [1][side][side][3]}
   * @param side in pixels
   * @param outputs what is wanted of it
   * @throws rumorista.RumoristaException {@code BAD_MODEL} if it has operations unknown here
   */
  static OnnxGraph convert(TensorflowGraph source, String input, int side, List<Output> outputs) {
    OnnxGraph graph = new OnnxGraph("picture", 3, side, side);
    TensorflowConversion conversion = new TensorflowConversion(source, graph);
    conversion.values.put(input, graph.input());
    outputs.forEach(conversion::output);
    return graph;
  }

  private void output(Output wanted) {
    Node node = node(wanted.concatenation());
    List<String> parts = new ArrayList<>();
    int rows = 0;
    int width = 0;
    for (String input : node.inputs().subList(0, node.inputs().size() - 1)) {
      Node reshape = node(input);
      Node shape = node(reshape.inputs().get(1));
      int columns = (int) source.constant(shape.inputs().getLast()).values()[0];
      Value whole = value(reshape.inputs().getFirst());
      Value value =
          narrowed.computeIfAbsent(
              whole.name(), name -> graph.narrow(whole, columns, wanted.dropped()));
      width = columns - wanted.dropped().size();
      parts.add(graph.rows(value, width));
      rows += value.channels() * value.height() * value.width() / width;
    }
    graph.output(wanted.name(), parts, rows, width);
  }

  private Node node(String name) {
    Node node = nodes.get(name);
    if (node == null) {
      throw badModel("%s: has no node %s; wanted a single shot detector", source.name(), name);
    }
    return node;
  }

  private Value value(String name) {
    Value known = values.get(name);
    if (known != null) {
      return known;
    }
    Node node = node(name);
    Value made =
        switch (node.operation()) {
          case "Conv2D", "DepthwiseConv2dNative" -> convolution(node);
          case "Mul" -> scaled(node);
          case "Add", "AddN", "BiasAdd" -> sum(node);
          case "FusedBatchNorm" -> normalised(node);
          case "Relu6" -> graph.rectify(value(node.inputs().getFirst()), 6);
          default ->
              throw badModel(
                  "%s: operation %s of %s is unknown here; wanted a single shot detector of"
                      + " convolutions",
                  source.name(), node.operation(), name);
        };
    values.put(name, made);
    return made;
  }

  private Value convolution(Node node) {
    boolean depthwise = node.operation().startsWith("Depthwise");
    Value from = value(node.inputs().getFirst());
    // [height, width, input, output], or depthwise [height, width, channel, 1]
    Constant stored = source.constant(node.inputs().get(1));
    Constant kernel =
        stored.transposed(depthwise ? new int[] {2, 3, 0, 1} : new int[] {3, 2, 0, 1});
    int channels = kernel.side(0);
    Convolution weights =
        new Convolution(kernel, new Constant(new int[] {channels}, new float[channels]));
    Window window = new Window(node.integers("strides")[1], Padding.valueOf(node.word("padding")));
    Value convolved = graph.convolve(from, weights, window, depthwise ? channels : 1);
    keepOpen(node, convolved, weights);
    return convolved;
  }

  /** Remembers weights that the next node alone may still change. */
  private void keepOpen(Node node, Value value, Convolution weights) {
    if (uses.getOrDefault(node.name(), 0) == 1) {
      open.put(value.name(), weights);
    }
  }

  private Value scaled(Node node) {
    Value from = value(node.inputs().getFirst());
    Convolution weights = open.remove(from.name());
    if (weights == null) {
      throw badModel("%s: %s scales no convolution", source.name(), node.name());
    }
    weights.scale(source.constant(node.inputs().get(1)).values());
    keepOpen(node, from, weights);
    return from;
  }

  private Value sum(Node node) {
    String first = node.inputs().get(0);
    String second = node.inputs().get(1);
    if (source.isConstant(first)) {
      return shifted(node, value(second), source.constant(first).values());
    }
    if (source.isConstant(second)) {
      return shifted(node, value(first), source.constant(second).values());
    }
    return graph.add(value(first), value(second));
  }

  private Value shifted(Node node, Value from, float[] offsets) {
    Convolution weights = open.remove(from.name());
    if (weights == null) {
      return graph.shift(from, offsets);
    }
    weights.shift(offsets);
    keepOpen(node, from, weights);
    return from;
  }

  /** {@code (x - mean) / sqrt(variance + epsilon) * gamma + beta} (Ioffe & Szegedy 2015). */
  private Value normalised(Node node) {
    Value from = value(node.inputs().getFirst());
    float[] gamma = source.constant(node.inputs().get(1)).values();
    float[] beta = source.constant(node.inputs().get(2)).values();
    float[] mean = source.constant(node.inputs().get(3)).values();
    float[] variance = source.constant(node.inputs().get(4)).values();
    double epsilon = node.attributes().path("epsilon").path("f").asDouble();
    float[] factors = new float[gamma.length];
    float[] offsets = new float[gamma.length];
    for (int channel = 0; channel < gamma.length; channel++) {
      factors[channel] = (float) (gamma[channel] / Math.sqrt(variance[channel] + epsilon));
      offsets[channel] = beta[channel] - mean[channel] * factors[channel];
    }
    Convolution weights = open.remove(from.name());
    if (weights == null) {
      throw badModel("%s: %s normalises no convolution", source.name(), node.name());
    }
    weights.scale(factors);
    weights.shift(offsets);
    keepOpen(node, from, weights);
    return from;
  }
}
