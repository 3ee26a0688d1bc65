package rumorista.model.mmaudio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Keys and shapes of the published files, with the norms of vocoders folded in. */
final class KeyTable {
  private static final String RESOURCE = "/rumorista/model/mmaudio/keys.tsv";

  private KeyTable() {}

  /** The shape of every key of a file. */
  static Map<String, long[]> of(String table) {
    Map<String, long[]> keys = new LinkedHashMap<>();
    try (InputStream raw =
            Objects.requireNonNull(KeyTable.class.getResourceAsStream(RESOURCE), RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(raw, StandardCharsets.UTF_8))) {
      boolean here = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("[")) {
          here = line.equals("[" + table + "]");
        } else if (here) {
          int tab = line.indexOf('\t');
          keys.put(line.substring(0, tab), shape(line.substring(tab + 1)));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE, e);
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no table " + table);
    }
    return keys;
  }

  private static long[] shape(String text) {
    return text.equals("scalar")
        ? new long[0]
        : Arrays.stream(text.split("x")).mapToLong(Long::parseLong).toArray();
  }
}
