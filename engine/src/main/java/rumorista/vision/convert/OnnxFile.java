package rumorista.vision.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A graph as the bytes of an ONNX file. Large kernels are kept in 8 bits with a scale for every
 * output channel, the others in 16; {@code DequantizeLinear} and {@code Cast} make numbers of 32
 * bits of them when the network is loaded. The same graph gives the same bytes.
 */
final class OnnxFile {
  private static final int FLOAT = 1;
  private static final int INT_8 = 3;
  private static final int INT_64 = 7;
  private static final int FLOAT_16 = 10;

  private static final int OPERATIONS_VERSION = 13; // the first with a scale for every channel
  private static final int FILE_VERSION = 7; // what belongs to it

  /** Smaller kernels have little to save and much to lose: docs/LOG.md. */
  private static final int LEAST_TO_QUANTISE = 10_000;

  private static final int LARGEST = Byte.MAX_VALUE;

  private final Protobuf graph = new Protobuf();
  private final List<Protobuf> decoding = new ArrayList<>();
  private final List<Protobuf> initial = new ArrayList<>();

  private OnnxFile() {}

  static byte[] bytes(OnnxGraph graph, String name) {
    OnnxFile file = new OnnxFile();
    graph.constants().forEach(file::constant);
    graph.integers().forEach(file::integers);
    file.decoding.forEach(node -> file.graph.message(1, node));
    graph.nodes().forEach(node -> file.graph.message(1, node(node)));
    file.graph.text(2, name);
    file.initial.forEach(tensor -> file.graph.message(5, tensor));
    Value input = graph.input();
    int[] shape = {1, input.channels(), input.height(), input.width()};
    file.graph.message(11, described(input.name(), shape));
    graph.outputs().forEach((output, sides) -> file.graph.message(12, described(output, sides)));
    return new Protobuf()
        .number(1, FILE_VERSION)
        .text(2, "rumorista import")
        .message(7, file.graph)
        .message(8, new Protobuf().text(1, "").number(2, OPERATIONS_VERSION))
        .toBytes();
  }

  private void constant(String name, Constant constant) {
    if (constant.rank() != 4) {
      initial.add(tensor(name, FLOAT, constant.shape(), singles(constant.values())));
    } else if (constant.values().length < LEAST_TO_QUANTISE) {
      initial.add(tensor(name + "/16", FLOAT_16, constant.shape(), halves(constant.values())));
      decoding.add(operation("Cast", List.of(name + "/16"), name).message(5, whole("to", FLOAT)));
    } else {
      quantised(name, constant);
    }
  }

  private void quantised(String name, Constant constant) {
    int channels = constant.side(0);
    int each = constant.values().length / channels;
    float[] scales = new float[channels];
    byte[] levels = new byte[constant.values().length];
    for (int channel = 0; channel < channels; channel++) {
      float peak = 0;
      for (int i = channel * each; i < (channel + 1) * each; i++) {
        peak = Math.max(peak, Math.abs(constant.values()[i]));
      }
      scales[channel] = peak > 0 ? peak / LARGEST : 1;
      for (int i = channel * each; i < (channel + 1) * each; i++) {
        levels[i] = (byte) Math.round(constant.values()[i] / scales[channel]);
      }
    }
    initial.add(tensor(name + "/8", INT_8, constant.shape(), levels));
    initial.add(tensor(name + "/scale", FLOAT, new int[] {channels}, singles(scales)));
    initial.add(tensor(name + "/zero", INT_8, new int[] {channels}, new byte[channels]));
    decoding.add(
        operation("DequantizeLinear", List.of(name + "/8", name + "/scale", name + "/zero"), name)
            .message(5, whole("axis", 0)));
  }

  private void integers(String name, long[] values) {
    byte[] bytes = new byte[values.length * Long.BYTES];
    little(bytes).asLongBuffer().put(values);
    initial.add(tensor(name, INT_64, new int[] {values.length}, bytes));
  }

  private static Protobuf node(OnnxGraph.Node node) {
    Protobuf message = operation(node.operation(), node.inputs(), node.output());
    for (Map.Entry<String, Object> attribute : node.attributes().entrySet()) {
      String name = attribute.getKey();
      message.message(
          5,
          switch (attribute.getValue()) {
            case Long value -> whole(name, value);
            case long[] values -> wholes(name, values);
            default -> throw new IllegalArgumentException(name);
          });
    }
    return message;
  }

  private static Protobuf operation(String operation, List<String> inputs, String output) {
    Protobuf message = new Protobuf();
    inputs.forEach(input -> message.text(1, input));
    return message.text(2, output).text(3, output).text(4, operation);
  }

  private static Protobuf whole(String name, long value) {
    return new Protobuf().text(1, name).number(3, value).number(20, 2);
  }

  private static Protobuf wholes(String name, long[] values) {
    Protobuf message = new Protobuf().text(1, name);
    for (long value : values) {
      message.number(8, value);
    }
    return message.number(20, 7);
  }

  private static Protobuf tensor(String name, int type, int[] shape, byte[] bytes) {
    Protobuf message = new Protobuf();
    for (int side : shape) {
      message.number(1, side);
    }
    return message.number(2, type).text(8, name).bytes(9, bytes);
  }

  private static Protobuf described(String name, int[] shape) {
    Protobuf sides = new Protobuf();
    for (int side : shape) {
      sides.message(1, new Protobuf().number(1, side));
    }
    Protobuf tensor = new Protobuf().number(1, FLOAT).message(2, sides);
    return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
  }

  private static byte[] singles(float[] values) {
    byte[] bytes = new byte[values.length * Float.BYTES];
    little(bytes).asFloatBuffer().put(values);
    return bytes;
  }

  private static byte[] halves(float[] values) {
    byte[] bytes = new byte[values.length * Short.BYTES];
    ByteBuffer buffer = little(bytes);
    for (float value : values) {
      buffer.putShort(Float.floatToFloat16(value));
    }
    return bytes;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
