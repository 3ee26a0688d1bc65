package rumorista.vision.convert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A network being put together, in the terms of ONNX, with its channels first. Keeps track of
 * sizes, so that all paddings are plain numbers.
 */
final class OnnxGraph {
  /**
   * One operation.
   *
   * @param attributes {@code Long}, {@code Float} or {@code long[]}, by name
   */
  record Node(
      String operation, List<String> inputs, String output, Map<String, Object> attributes) {}

  /** How a convolution or a pooling moves over the picture. */
  record Window(int stride, Padding padding) {}

  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Constant> constants = new LinkedHashMap<>();
  private final Map<String, long[]> integers = new LinkedHashMap<>();
  private final Map<String, int[]> outputs = new LinkedHashMap<>();
  private final Value input;

  OnnxGraph(String input, int channels, int height, int width) {
    this.input = new Value(input, channels, height, width);
  }

  Value input() {
    return input;
  }

  List<Node> nodes() {
    return nodes;
  }

  Map<String, Constant> constants() {
    return constants;
  }

  /** Lists of whole numbers that nodes take as inputs. */
  Map<String, long[]> integers() {
    return integers;
  }

  /** Shapes of the outputs. */
  Map<String, int[]> outputs() {
    return outputs;
  }

  /**
   * @param groups 1, or the number of channels if each is filtered by itself
   */
  Value convolve(Value from, Convolution weights, Window window, int groups) {
    Constant kernel = weights.kernel();
    if (kernel.side(1) * groups != from.channels()) {
      throw new IllegalArgumentException(
          "%s: %d channels for a kernel of %s"
              .formatted(from, from.channels(), Arrays.toString(kernel.shape())));
    }
    String name = name("convolved");
    constants.put(name + "/kernel", kernel);
    constants.put(name + "/bias", weights.bias());
    List<String> inputs = List.of(from.name(), name + "/kernel", name + "/bias");
    Map<String, Object> attributes = attributes(from, window, kernel.side(2), kernel.side(3));
    attributes.put("group", (long) groups);
    nodes.add(new Node("Conv", inputs, name, attributes));
    return slid(name, kernel.side(0), from, window, kernel.side(2), kernel.side(3));
  }

  /**
   * Leaves channels out of a convolution that nothing has seen yet.
   *
   * @param width channels that belong together
   * @param dropped which of every {@code width} are left out
   */
  Value narrow(Value convolved, int width, Set<Integer> dropped) {
    String name = convolved.name();
    int[] kept =
        IntStream.range(0, convolved.channels())
            .filter(channel -> !dropped.contains(channel % width))
            .toArray();
    for (String weights : List.of(name + "/kernel", name + "/bias")) {
      constants.computeIfPresent(weights, (key, constant) -> constant.picked(kept));
    }
    return new Value(name, kept.length, convolved.height(), convolved.width());
  }

  Value largest(Value from, Window window, int height, int width) {
    String name = name("largest");
    nodes.add(
        new Node("MaxPool", List.of(from.name()), name, attributes(from, window, height, width)));
    return slid(name, from.channels(), from, window, height, width);
  }

  Value add(Value one, Value other) {
    if (one.channels() != other.channels() || one.height() != other.height()) {
      throw new IllegalArgumentException(one + " + " + other);
    }
    return same(one, "Add", List.of(one.name(), other.name()));
  }

  Value shift(Value from, float[] offsets) {
    return same(from, "Add", List.of(from.name(), perChannel("offset", offsets)));
  }

  /** {@code max(0, x)}, at most {@code limit}, which may be infinite. */
  Value rectify(Value from, float limit) {
    if (Float.isInfinite(limit)) {
      return same(from, "Relu", List.of(from.name()));
    }
    constants.put("zero", new Constant(new int[0], new float[] {0}));
    constants.put("limit" + limit, new Constant(new int[0], new float[] {limit}));
    return same(from, "Clip", List.of(from.name(), "zero", "limit" + limit));
  }

  /** {@code max(0, x) + slope * min(0, x)}, a slope a channel (He et al. 2015). */
  Value rectify(Value from, float[] slopes) {
    return same(from, "PRelu", List.of(from.name(), perChannel("slope", slopes)));
  }

  /** Adds channels of zeros behind. */
  Value widen(Value from, int channels) {
    String name = name("widened");
    integers.put(name + "/pads", new long[] {0, 0, 0, 0, 0, channels - from.channels(), 0, 0});
    nodes.add(new Node("Pad", List.of(from.name(), name + "/pads"), name, new TreeMap<>()));
    return new Value(name, channels, from.height(), from.width());
  }

  /**
   * Rows of {@code width} values, cell by cell as TensorFlow orders them.
   *
   * @return its name; its shape is {@code [1][rows][width]}
   */
  String rows(Value from, int width) {
    String name = name("rows");
    Map<String, Object> order = new TreeMap<>(Map.of("perm", new long[] {0, 2, 3, 1}));
    nodes.add(new Node("Transpose", List.of(from.name()), name + "/cells", order));
    integers.put(name + "/shape", new long[] {1, -1, width});
    List<String> inputs = List.of(name + "/cells", name + "/shape");
    nodes.add(new Node("Reshape", inputs, name, new TreeMap<>()));
    return name;
  }

  /** Makes all rows, one after the other, an output. */
  void output(String name, List<String> rows, int count, int width) {
    nodes.add(new Node("Concat", rows, name, new TreeMap<>(Map.of("axis", 1L))));
    outputs.put(name, new int[] {1, count, width});
  }

  private Value same(Value from, String operation, List<String> inputs) {
    String name = name(operation.toLowerCase(Locale.ROOT));
    nodes.add(new Node(operation, inputs, name, new TreeMap<>()));
    return new Value(name, from.channels(), from.height(), from.width());
  }

  private String perChannel(String what, float[] values) {
    String name = name(what);
    constants.put(name, new Constant(new int[] {values.length, 1, 1}, values.clone()));
    return name;
  }

  private String name(String what) {
    return what + "/" + nodes.size();
  }

  private static Map<String, Object> attributes(Value from, Window window, int height, int width) {
    int[] down = window.padding.pads(from.height(), height, window.stride);
    int[] across = window.padding.pads(from.width(), width, window.stride);
    Map<String, Object> attributes = new TreeMap<>();
    attributes.put("kernel_shape", new long[] {height, width});
    attributes.put("pads", new long[] {down[0], across[0], down[1], across[1]});
    attributes.put("strides", new long[] {window.stride, window.stride});
    return attributes;
  }

  private static Value slid(
      String name, int channels, Value from, Window window, int height, int width) {
    return new Value(
        name,
        channels,
        window.padding.outputs(from.height(), height, window.stride),
        window.padding.outputs(from.width(), width, window.stride));
  }
}
