package rumorista.vision.pair;

import static rumorista.RumoristaException.badModel;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two encoders that put pictures and sentences into one space, as CLIP does (Radford et al. 2021):
 * a folder with {@value #IMAGE}, {@value #TEXT}, {@value #PREPROCESSING} and {@value #TOKENIZER},
 * as such models are exported.
 */
public final class ImageTextPair implements AutoCloseable {
  public static final String IMAGE = "vision_model.onnx";
  public static final String TEXT = "text_model.onnx";
  public static final String PREPROCESSING = "preprocessor_config.json";
  public static final String TOKENIZER = "tokenizer.json";

  private final Path folder;
  private final OrtSession image;
  private final OrtSession text;
  private final Preprocessing preprocessing;
  private final HuggingFaceTokenizer tokenizer;

  private ImageTextPair(
      Path folder,
      OrtSession image,
      OrtSession text,
      Preprocessing preprocessing,
      HuggingFaceTokenizer tokenizer) {
    this.folder = folder;
    this.image = image;
    this.text = text;
    this.preprocessing = preprocessing;
    this.tokenizer = tokenizer;
  }

  /**
   * Opens a folder.
   *
   * @throws rumorista.RumoristaException BAD_MODEL with the file that is missing or cannot be used
   */
  public static ImageTextPair open(Path folder) {
    for (String name : new String[] {IMAGE, TEXT, PREPROCESSING, TOKENIZER}) {
      if (!Files.isRegularFile(folder.resolve(name))) {
        throw badModel(
            "%s: %s is missing; wanted %s, %s, %s and %s, see docs/MODELS.md",
            folder, name, IMAGE, TEXT, PREPROCESSING, TOKENIZER);
      }
    }
    Preprocessing preprocessing = Preprocessing.read(folder.resolve(PREPROCESSING));
    OrtSession image = session(folder.resolve(IMAGE));
    try {
      return new ImageTextPair(
          folder, image, session(folder.resolve(TEXT)), preprocessing, tokenizer(folder));
    } catch (RuntimeException e) {
      close(image);
      throw e;
    }
  }

  private static OrtSession session(Path file) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      return OrtEnvironment.getEnvironment().createSession(file.toString(), options);
    } catch (OrtException e) {
      throw badModel("%s: cannot be loaded: %s", file, firstLine(e));
    }
  }

  private static HuggingFaceTokenizer tokenizer(Path folder) {
    Path file = folder.resolve(TOKENIZER);
    try {
      return HuggingFaceTokenizer.newInstance(file);
    } catch (IOException | RuntimeException e) {
      throw badModel("%s: no tokenizer that can be used: %s", file, firstLine(e));
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** The vector of a picture, RGB {@code [height][width][3]} of any size; of unit length. */
  public float[] image(byte[] rgb, int width, int height) {
    float[] pixels = preprocessing.apply(rgb, width, height);
    long[] shape = {1, 3, preprocessing.cropHeight(), preprocessing.cropWidth()};
    try (OnnxTensor input =
        OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(pixels), shape)) {
      String name = image.getInputNames().iterator().next();
      return run(image, IMAGE, "image_embeds", Map.of(name, input));
    } catch (OrtException e) {
      throw broken(IMAGE, e);
    }
  }

  /** The vector of a sentence; of unit length. */
  public float[] text(String sentence) {
    Encoding encoding = tokenizer.encode(sentence);
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    try {
      for (String name : text.getInputNames()) {
        long[] values = name.contains("mask") ? encoding.getAttentionMask() : encoding.getIds();
        inputs.put(
            name,
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(),
                LongBuffer.wrap(values),
                new long[] {1, values.length}));
      }
      return run(text, TEXT, "text_embeds", inputs);
    } catch (OrtException e) {
      throw broken(TEXT, e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  /** The output of that name, or the first of rows. */
  private float[] run(
      OrtSession session, String file, String wanted, Map<String, OnnxTensor> inputs)
      throws OrtException {
    try (OrtSession.Result result = session.run(inputs)) {
      float @Nullable [] found = null;
      for (Map.Entry<String, ai.onnxruntime.OnnxValue> output : result) {
        boolean better = found == null || output.getKey().equals(wanted);
        if (better && output.getValue().getValue() instanceof float[][] rows && rows.length == 1) {
          found = rows[0];
        }
      }
      if (found == null) {
        throw badModel(
            "%s: gives %s; wanted an output %s [1, values]",
            folder.resolve(file), session.getOutputNames(), wanted);
      }
      return unit(found);
    }
  }

  private static float[] unit(float[] vector) {
    double square = 0;
    for (float value : vector) {
      square += value * (double) value;
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / Math.max(1e-12, Math.sqrt(square)));
    }
    return unit;
  }

  private rumorista.RumoristaException broken(String file, OrtException e) {
    return badModel("%s: does not run: %s", folder.resolve(file), firstLine(e));
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    tokenizer.close();
    close(image);
    close(text);
  }
}
