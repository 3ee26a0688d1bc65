package rumorista.vision.onnx;

import static rumorista.RumoristaException.badModel;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * A network that looks at one square picture at a time, on one thread. It may be shared: runs do
 * not touch each other.
 */
final class OnnxNetwork implements AutoCloseable {
  /** Colours: red, green and blue. */
  static final int CHANNELS = 3;

  private final Path file;
  private final OrtSession session;
  private final String input;
  private final int side;

  private OnnxNetwork(Path file, OrtSession session, String input, int side) {
    this.file = file;
    this.session = session;
    this.input = input;
    this.side = side;
  }

  /**
   * Loads a network.
   *
   * @throws rumorista.RumoristaException {@code BAD_MODEL} if it is missing or broken, or wants
   *     anything else than one square picture
   */
  static OnnxNetwork load(Path file) {
    if (!Files.isRegularFile(file)) {
      throw badModel(
          "%s: is missing; wanted an ONNX network: run `rumorista import detectors` again", file);
    }
    try {
      OrtSession session = open(file);
      try {
        Map.Entry<String, NodeInfo> input = session.getInputInfo().entrySet().iterator().next();
        return new OnnxNetwork(file, session, input.getKey(), side(file, input.getValue()));
      } catch (RuntimeException | OrtException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw badModel("%s: no ONNX network that can be run (%s)", file, firstLine(e));
    }
  }

  private static OrtSession open(Path file) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      // Weights of 8 bits are made numbers of 32 once, when the network is loaded, not at every
      // run.
      options.addConfigEntry("session.disable_quant_qdq", "1");
      return OrtEnvironment.getEnvironment().createSession(file.toString(), options);
    }
  }

  private static int side(Path file, NodeInfo input) {
    long[] shape = input.getInfo() instanceof TensorInfo tensor ? tensor.getShape() : new long[0];
    if (shape.length != 4 || shape[1] != CHANNELS || shape[2] != shape[3] || shape[2] < 1) {
      throw badModel(
          "%s: takes %s %s; wanted one picture [1, 3, side, side]",
          file, input.getName(), Arrays.toString(shape));
    }
    return (int) shape[2];
  }

  /** Of the pictures that it wants, in pixels. */
  int side() {
    return side;
  }

  /**
   * Insists on an output.
   *
   * @param shape in which -1 stands for any length
   * @throws rumorista.RumoristaException {@code BAD_MODEL} if it is missing or shaped otherwise
   */
  void expect(String output, int... shape) {
    try {
      NodeInfo found = session.getOutputInfo().get(output);
      long[] sides =
          found != null && found.getInfo() instanceof TensorInfo tensor
              ? tensor.getShape()
              : new long[0];
      boolean fits = sides.length == shape.length;
      for (int axis = 0; fits && axis < shape.length; axis++) {
        fits = shape[axis] < 0 || shape[axis] == sides[axis];
      }
      if (!fits) {
        throw badModel(
            "%s: output %s is %s, wanted %s (-1: any): it is another network",
            file, output, Arrays.toString(sides), Arrays.toString(shape));
      }
    } catch (OrtException e) {
      throw badModel("%s: cannot be asked for its outputs (%s)", file, firstLine(e));
    }
  }

  /**
   * Looks at a picture.
   *
   * @param planes {@code [3][side][side]}, row-major
   * @param outputs names of what is wanted
   * @return the values of each, row-major
   */
  float[][] run(float[] planes, String... outputs) {
    long[] shape = {1, CHANNELS, side, side};
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OnnxTensor picture =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(planes), shape);
        OrtSession.Result result = session.run(Map.of(input, picture), Set.of(outputs))) {
      float[][] values = new float[outputs.length][];
      for (int i = 0; i < outputs.length; i++) {
        OnnxTensor output = (OnnxTensor) result.get(outputs[i]).orElseThrow();
        FloatBuffer buffer = output.getFloatBuffer();
        values[i] = new float[buffer.remaining()];
        buffer.get(values[i]);
      }
      return values;
    } catch (OrtException e) {
      throw badModel("%s: fails on a picture (%s)", file, firstLine(e));
    }
  }

  private static String firstLine(OrtException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw badModel("%s: cannot be closed (%s)", file, firstLine(e));
    }
  }
}
