package rumorista.vision.convert;

import static rumorista.RumoristaException.badModel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** A TensorFlow Lite file: operations in their order, and the tensors between them. */
final class LiteModel {
  /** Bytes 4 to 7 of every such file. */
  private static final int MARK = 0x334C4654; // "TFL3"

  private static final int FLOAT_32 = 0;
  private static final int FLOAT_16 = 1;
  private static final int INT_32 = 2;

  /**
   * An operation.
   *
   * @param code {@code BuiltinOperator} in TensorFlow's schema
   * @param inputs numbers of tensors
   * @param output number of a tensor
   * @param table where its options lie
   */
  record Operation(int code, int[] inputs, int output, FlatTable table) {}

  private final String name;
  private final List<FlatTable> buffers;
  private final FlatTable graph;
  private final List<FlatTable> tensors;
  private final List<Operation> operations;

  private LiteModel(String name, FlatTable model) {
    this.name = name;
    this.buffers = model.tables(4);
    this.graph = model.tables(2).getFirst();
    this.tensors = graph.tables(0);
    List<Integer> codes =
        model.tables(1).stream().map(code -> Math.max(code.small(0), code.integer(3, 0))).toList();
    this.operations =
        graph.tables(3).stream()
            .map(operation ->
                new Operation(
                    codes.get(operation.integer(0, 0)),
                    operation.integers(1),
                    operation.integers(2)[0],
                    operation))
            .toList();
  }

  /**
   * Reads a file.
   *
   * @param name for messages
   * @throws rumorista.RumoristaException {@code BAD_MODEL} if it is none, or is cut off
   */
  static LiteModel read(String name, byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < 8 || bytes.getInt(4) != MARK) {
      throw badModel(
          "%s: %d bytes that are no TensorFlow Lite model; wanted one: get the package again",
          name, file.length);
    }
    try {
      return new LiteModel(name, FlatTable.root(bytes));
    } catch (RuntimeException e) {
      throw badModel("%s: a broken TensorFlow Lite model (%s): get the package again", name, e);
    }
  }

  String name() {
    return name;
  }

  List<Operation> operations() {
    return operations;
  }

  int[] inputs() {
    return graph.integers(1);
  }

  int[] outputs() {
    return graph.integers(2);
  }

  int[] shape(int tensor) {
    return tensors.get(tensor).integers(0);
  }

  /** Whether a tensor's values are stored in the file. */
  boolean isConstant(int tensor) {
    return buffer(tensor).hasRemaining();
  }

  /** The values of a constant of 32 or 16 bits. */
  Constant constant(int tensor) {
    ByteBuffer bytes = buffer(tensor);
    int type = tensors.get(tensor).small(1);
    int[] shape = shape(tensor);
    float[] values = new float[Constant.size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case FLOAT_32 -> bytes.getFloat(i * Float.BYTES);
            case FLOAT_16 -> Float.float16ToFloat(bytes.getShort(i * Short.BYTES));
            case INT_32 -> bytes.getInt(i * Integer.BYTES);
            default ->
                throw badModel(
                    "%s: tensor %d %s has numbers of type %d; wanted floats of 16 or 32 bits",
                    name, tensor, Arrays.toString(shape), type);
          };
    }
    return new Constant(shape, values);
  }

  private ByteBuffer buffer(int tensor) {
    return buffers.get(tensors.get(tensor).integer(2, 0)).vector(0, 1);
  }
}
