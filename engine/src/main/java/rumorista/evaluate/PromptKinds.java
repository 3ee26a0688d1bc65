package rumorista.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which kinds of sound answer the prompts that verdicts exist for. */
final class PromptKinds {
  private static final String TABLE = "judged-prompts.tsv";

  private PromptKinds() {}

  /** Kinds by prompt. */
  static Map<String, List<String>> all() {
    try (InputStream stream = PromptKinds.class.getResourceAsStream(TABLE)) {
      if (stream == null) {
        throw new IllegalStateException(TABLE + " is missing from the jar");
      }
      Map<String, List<String>> kinds = new LinkedHashMap<>();
      new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
          .lines()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .forEach(row -> kinds.put(row[0], List.of(row[1].split(",", -1))));
      return kinds;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
