package rumorista.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A kind of sound that everybody knows, and a plain prompt that asks for it. The list is the
 * resource {@code everyday-sounds.tsv}.
 *
 * @param name in one word, near its name in AudioSet (Gemmeke et al. 2017)
 * @param labels of the manifest that count as this kind
 * @param prompt in plain words
 */
public record EverydaySound(String name, List<String> labels, String prompt) {
  private static final String LIST = "everyday-sounds.tsv";
  private static final List<EverydaySound> ALL = read();

  /** All kinds, in the order of the list. */
  public static List<EverydaySound> all() {
    return ALL;
  }

  /** The number of the kind that a label of a manifest belongs to; -1 if it is none of them. */
  public static int indexOf(String label) {
    for (int i = 0; i < ALL.size(); i++) {
      if (ALL.get(i).labels.contains(label)) {
        return i;
      }
    }
    return -1;
  }

  /** The name as words. */
  public String words() {
    return name.replace('_', ' ');
  }

  private static List<EverydaySound> read() {
    try (InputStream stream = EverydaySound.class.getResourceAsStream(LIST)) {
      if (stream == null) {
        throw new IllegalStateException(LIST + " is missing from the jar");
      }
      return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
          .lines()
          .skip(1)
          .map(line -> List.of(line.split("\t", -1)))
          .map(row -> new EverydaySound(row.get(0), List.of(row.get(1).split(",", -1)), row.get(2)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
