package rumorista.vision.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Random;

/** Runs converted networks, and makes up weights. */
final class TinyNetwork {
  private final Random random;

  TinyNetwork(long seed) {
    random = new Random(seed);
  }

  /** Numbers that 16 bits hold exactly, so that only the arithmetic is compared. */
  float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = Float.float16ToFloat(Float.floatToFloat16((float) random.nextGaussian() / 2));
    }
    return numbers;
  }

  static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  /** {@code [rows][columns][width]} out of row-major values. */
  static double[][][] cube(float[] values, int rows, int columns, int width) {
    double[][][] cube = new double[rows][columns][width];
    for (int i = 0; i < values.length; i++) {
      cube[i / (columns * width)][i / width % columns][i % width] = values[i];
    }
    return cube;
  }

  /** {@code [rows][columns][inputs][outputs]} out of row-major values. */
  static double[][][][] kernel(float[] values, int size, int inputs, int outputs) {
    double[][][][] kernel = new double[size][size][inputs][outputs];
    for (int i = 0; i < values.length; i++) {
      kernel[i / (size * inputs * outputs)][i / (inputs * outputs) % size][i / outputs % inputs][
              i % outputs] =
          values[i];
    }
    return kernel;
  }

  /** Runs a network on a picture {@code [side][side][3]} and compares one of its outputs. */
  static void check(
      byte[] onnx, double[][][] picture, String output, double[] expected, double tolerance)
      throws OrtException {
    int side = picture.length;
    float[] planes = new float[3 * side * side];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = (float) picture[i / side % side][i % side][i / (side * side)];
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(onnx);
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(planes), new long[] {1, 3, side, side});
        OrtSession.Result result = session.run(Map.of("picture", input))) {
      FloatBuffer values = ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer();
      assertEquals(expected.length, values.remaining());
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], values.get(i), tolerance, output + " " + i);
      }
    }
  }
}
