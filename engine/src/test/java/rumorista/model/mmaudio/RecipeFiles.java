package rumorista.model.mmaudio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import rumorista.tensor.SafetensorsWriter;
import rumorista.tensor.TorchFileWriter;

/**
 * Writes files of the published names, keys, shapes and format, of recipe weights: what {@code
 * import} is tried with. Six to eleven gigabytes.
 */
public final class RecipeFiles {
  private RecipeFiles() {}

  /** Arguments: a folder and a variant, {@code small_16k} say. */
  public static void main(String[] arguments) throws IOException {
    MmAudioVariant variant =
        Arrays.stream(MmAudioVariant.values())
            .filter(known -> known.published().equals(arguments[1]))
            .findFirst()
            .orElseThrow();
    write(Files.createDirectories(Path.of(arguments[0])), variant);
  }

  static void write(Path folder, MmAudioVariant variant) throws IOException {
    for (PublishedFile file : variant.files()) {
      String table = file.table();
      Map<String, SafetensorsWriter.Source> state = Recipe.state(table, table + "/", golden(table));
      String inside = file.inside().replace("/", "");
      TorchFileWriter.write(folder.resolve(file.names().getFirst()), inside, state);
    }
  }

  /** Where the statistics and filters of a table are. */
  private static String golden(String table) {
    return table.startsWith("vae_") || table.startsWith("bigvgan_")
        ? table + "_synth"
        : "pth_expected";
  }
}
