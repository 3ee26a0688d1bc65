package rumorista.model.eye;

import static rumorista.RumoristaException.badModel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import rumorista.Progress;
import rumorista.Timeline;
import rumorista.VideoFrames;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

/**
 * Watches films and says when they sound and how loud. It looks at about five seconds at a time,
 * each overlapping the one before, so that memory does not grow with the film. One thread uses it
 * at a time.
 */
public final class Eye {
  /** The weights inside an eye's folder. */
  public static final String WEIGHTS = "eye.safetensors";

  /** What is known of an eye. */
  public static final String SPEC_FILE = "model.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private final EyeSpec spec;
  private final EyeNetwork network;

  Eye(EyeSpec spec, EyeNetwork network) {
    this.spec = spec;
    this.network = network;
  }

  /** Reads {@value #SPEC_FILE} and {@value #WEIGHTS} in {@code folder}. */
  public static Eye load(Path folder) {
    EyeSpec spec = spec(folder);
    EyeNetwork network = new EyeNetwork(spec);
    StateDict.load(folder.resolve(WEIGHTS), network);
    return new Eye(spec, network);
  }

  /** What the folder says that it is. */
  public static EyeSpec spec(Path folder) {
    Path file = folder.resolve(SPEC_FILE);
    if (!Files.isRegularFile(file)) {
      throw badModel("%s: no %s there; an eye is a directory that holds one", folder, SPEC_FILE);
    }
    try {
      return JSON.readValue(file.toFile(), EyeSpec.class);
    } catch (JsonProcessingException e) {
      throw badModel("%s: %s", file, e.getOriginalMessage());
    } catch (IOException e) {
      throw badModel("%s: cannot be read (%s)", file, e.getMessage());
    }
  }

  /** Writes a spec. */
  public static void write(Path folder, EyeSpec spec) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(SPEC_FILE), JSON.writeValueAsString(spec) + "\n");
  }

  /** How it wants its pictures. */
  public EyeSpec spec() {
    return spec;
  }

  /**
   * When things sound in a film, and how loud.
   *
   * @param frames at the rate and of the size of {@link #spec()}
   */
  public Timeline watch(VideoFrames frames, Progress progress) {
    return Decision.of(look(frames, progress));
  }

  /** What is seen in a film, before anything is decided. */
  public Impression look(VideoFrames frames, Progress progress) {
    Window window = new Window(spec, this::tell);
    double expected = Math.max(1, frames.seconds() * frames.frameRate());
    long read = 0;
    for (byte[] picture = frames.read(); picture != null; picture = frames.read()) {
      window.add(picture);
      if (++read % 10 == 0) {
        progress.report("watching", Math.min(1, read / expected));
      }
    }
    return window.finish();
  }

  /** Loudness and probability of an onset at each instant of a window of pictures. */
  private float[][] tell(float[] pictures) {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor told = network.forward(EyeInput.of(pictures, spec)); // [1, instant, 2]
      float[] level = TensorData.floats(told.select(2, 0));
      float[] onset = TensorData.floats(torch.sigmoid(told.select(2, 1)));
      if (!Float.isFinite(level[0])) {
        throw badModel("the eye's weights give %s; train it again", level[0]);
      }
      return new float[][] {level, onset};
    }
  }
}
