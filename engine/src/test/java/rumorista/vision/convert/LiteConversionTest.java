package rumorista.vision.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rumorista.vision.convert.TinyNetwork.cube;
import static rumorista.vision.convert.TinyNetwork.doubles;

import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.RumoristaException;
import rumorista.vision.convert.FlatWriter.Table;

/** A TensorFlow Lite file of every operation that is known, converted, run, and made by hand. */
class LiteConversionTest {
  private static final byte SAME = 0;
  private static final byte VALID = 1;
  private static final byte RELU_6 = 3;

  private final List<Table> tensors = new ArrayList<>();
  private final List<Table> buffers = new ArrayList<>(List.of(new Table((Object) null)));
  private final List<Table> codes = new ArrayList<>();
  private final List<Table> operations = new ArrayList<>();

  private int tensor(int... shape) {
    tensors.add(new Table(shape, (byte) 0, 0));
    return tensors.size() - 1;
  }

  private int singles(float[] values, int... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return stored((byte) 0, bytes.array(), shape);
  }

  /** Stored in 16 bits, and made numbers of 32 by an operation of its own. */
  private int halves(float[] values, int... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putShort(Float.floatToFloat16(value));
    }
    int stored = stored((byte) 1, bytes.array(), shape);
    return operation(6, tensor(shape), null, stored);
  }

  private int stored(byte type, byte[] bytes, int... shape) {
    buffers.add(new Table((Object) bytes));
    tensors.add(new Table(shape, type, buffers.size() - 1));
    return tensors.size() - 1;
  }

  private int operation(int code, int output, Table options, int... inputs) {
    codes.add(new Table((byte) code, null, 1, code));
    operations.add(new Table(codes.size() - 1, inputs, new int[] {output}, (byte) 1, options));
    return output;
  }

  private LiteModel model(int[] inputs, int[] outputs) {
    Table graph = new Table(tensors, inputs, outputs, operations);
    Table model = new Table(3, codes, List.of(graph), null, buffers);
    return LiteModel.read("tiny", FlatWriter.file("TFL3", model));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void givesWhatTheFileSays(long seed) throws OrtException {
    TinyNetwork made = new TinyNetwork(seed);
    float[] first = made.numbers(4 * 9 * 3); // [output][row][column][input]
    float[] bias = made.numbers(4);
    float[] each = made.numbers(9 * 4);
    float[] slopes = made.numbers(4);
    float[] last = made.numbers(6 * 9 * 6);
    int in = tensor(1, 7, 7, 3);
    int x =
        operation(
            3,
            tensor(1, 4, 4, 4),
            new Table(SAME, 2, 2, RELU_6),
            in,
            halves(first, 4, 3, 3, 3),
            singles(bias, 4));
    int y =
        operation(
            4,
            tensor(1, 4, 4, 4),
            new Table(SAME, 1, 1, 1, (byte) 0),
            x,
            halves(each, 1, 3, 3, 4),
            singles(bias, 4));
    int z = operation(0, tensor(1, 4, 4, 4), new Table((byte) 0), x, y);
    z = operation(54, tensor(1, 4, 4, 4), null, z, singles(slopes, 1, 1, 4));
    int wide = operation(34, tensor(1, 4, 4, 6), null, z, singles(new float[8], 4, 2));
    int pooled = operation(17, tensor(1, 2, 2, 6), new Table(SAME, 2, 2, 2, 2, (byte) 0), wide);
    pooled = operation(19, tensor(1, 2, 2, 6), null, pooled);
    int head =
        operation(
            3,
            tensor(1, 2, 2, 6),
            new Table(VALID, 1, 1, (byte) 0),
            wide,
            singles(last, 6, 3, 3, 6),
            singles(new float[6], 6));
    int rows = operation(22, tensor(1, 8, 3), null, pooled);
    int others = operation(22, tensor(1, 8, 3), null, head);
    int joined = operation(2, tensor(1, 16, 3), new Table(1), rows, others);

    double[][][] picture = cube(made.numbers(7 * 7 * 3), 7, 7, 3);
    double[][][] a = Naive.convolve(picture, outputLast(first, 4, 3, 3), doubles(bias), 2, true);
    a = Naive.each(a, v -> Math.clamp(v, 0, 6));
    double[][][] b = Naive.convolveEach(a, cube(each, 3, 3, 4), doubles(bias), 1, true);
    double[][][] c =
        Naive.eachChannel(Naive.sum(a, b), (channel, v) -> v < 0 ? v * slopes[channel] : v);
    double[][][] padded = Naive.sum(new double[4][4][6], c);
    double[][][] d = Naive.each(Naive.largest(padded, 2, 2), v -> Math.max(0, v));
    double[][][] e = Naive.convolve(padded, outputLast(last, 6, 3, 6), new double[6], 1, false);
    double[] expected = Arrays.copyOf(Naive.flat(d), 48);
    System.arraycopy(Naive.flat(e), 0, expected, 24, 24);

    LiteModel model = model(new int[] {in}, new int[] {joined, head});
    byte[] onnx = OnnxFile.bytes(LiteConversion.convert(model, List.of("out", "head")), "tiny");
    TinyNetwork.check(onnx, picture, "out", expected, 1e-4);
    TinyNetwork.check(onnx, picture, "head", Naive.flat(e), 1e-4);
  }

  /** {@code [row][column][input][output]} out of {@code [output][row][column][input]}. */
  private static double[][][][] outputLast(float[] values, int outputs, int size, int inputs) {
    double[][][][] kernel = new double[size][size][inputs][outputs];
    for (int i = 0; i < values.length; i++) {
      kernel[i / (size * inputs) % size][i / inputs % size][i % inputs][
              i / (size * size * inputs)] =
          values[i];
    }
    return kernel;
  }

  @Test
  void whatIsNoFileIsRefused() {
    for (byte[] file :
        List.of(
            new byte[0],
            new byte[100],
            "0000TFL3".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
            cut())) {
      RumoristaException e =
          assertThrows(RumoristaException.class, () -> LiteModel.read("bad.tflite", file));
      assertEquals(RumoristaException.Kind.BAD_MODEL, e.kind());
      assertTrue(String.valueOf(e.getMessage()).startsWith("bad.tflite"), e.getMessage());
    }
  }

  private byte[] cut() {
    int in = tensor(1, 4, 4, 3);
    operation(19, tensor(1, 4, 4, 3), null, in);
    Table graph = new Table(tensors, new int[] {in}, new int[] {1}, operations);
    byte[] whole = FlatWriter.file("TFL3", new Table(3, codes, List.of(graph), null, buffers));
    return Arrays.copyOf(whole, whole.length / 2);
  }

  @Test
  void unknownOperationsAreNamed() {
    int in = tensor(1, 4, 4, 3);
    int out = operation(99, tensor(1, 4, 4, 3), null, in);
    LiteModel model = model(new int[] {in}, new int[] {out});
    RumoristaException e =
        assertThrows(RumoristaException.class, () -> LiteConversion.convert(model, List.of("out")));
    assertTrue(String.valueOf(e.getMessage()).contains("operation 99"), e.getMessage());
  }
}
