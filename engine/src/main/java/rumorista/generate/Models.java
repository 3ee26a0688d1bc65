package rumorista.generate;

import static rumorista.RumoristaException.badModel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rumorista.Device;
import rumorista.model.AudioModel;
import rumorista.model.ModelSpec;
import rumorista.model.mmaudio.MmAudioModel;
import rumorista.model.small.SmallModel;
import rumorista.tensor.Libtorch;

/** Reads model directories: {@code model.json} beside weights. */
public final class Models {
  public static final String SPEC_FILE = "model.json";

  /** What {@link ModelSpec#training} calls the hash of all weights, if it is known beforehand. */
  public static final String WEIGHTS_SHA256 = "weightsSha256";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private Models() {}

  /** What the directory says it is. */
  public static ModelSpec spec(Path directory) {
    Path file = directory.resolve(SPEC_FILE);
    if (!Files.isRegularFile(file)) {
      throw badModel(
          "%s: no %s there; a model is a directory that holds one", directory, SPEC_FILE);
    }
    try {
      return JSON.readValue(file.toFile(), ModelSpec.class);
    } catch (JsonProcessingException e) {
      throw badModel("%s: %s", file, e.getOriginalMessage());
    } catch (IOException e) {
      throw badModel("%s: cannot be read (%s)", file, e.getMessage());
    }
  }

  /** Writes a spec. */
  public static void write(Path directory, ModelSpec spec) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(SPEC_FILE), JSON.writeValueAsString(spec) + "\n");
  }

  /** All weights of a model, by name. */
  static List<Path> weights(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".safetensors")).sorted().toList();
    } catch (IOException e) {
      throw badModel("%s: cannot be read (%s)", directory, e.getMessage());
    }
  }

  /**
   * Loads a model.
   *
   * @param library folder of recordings to draw on instead of the model's own
   */
  static AudioModel<?> load(Path directory, @Nullable Path library, Device device) {
    ModelSpec spec = spec(directory);
    Libtorch.load();
    return switch (spec) {
      case ModelSpec.Small small -> SmallModel.load(directory, small, library, device);
      case ModelSpec.MmAudio mmAudio -> MmAudioModel.load(directory, mmAudio, library, device);
    };
  }
}
