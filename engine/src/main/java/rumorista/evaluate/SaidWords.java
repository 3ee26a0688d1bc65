package rumorista.evaluate;

import static rumorista.RumoristaException.invalidInput;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rumorista.look.Sight;

/**
 * Whether the words for what is seen hold the thing that sounds, on films whose sound a person has
 * heard.
 */
public final class SaidWords {
  private static final String TABLE = "sounding.tsv";

  private SaidWords() {}

  /**
   * Looks at every film of the table that is in a folder or below it.
   *
   * @param looking what is seen of a film
   * @param table lines of film, tab, words of which one has to be said, parted by bars, after a
   *     header; {@code null} for the shipped one
   */
  public static List<Figure> run(Function<Path, Sight> looking, Path folder, @Nullable Path table) {
    Map<String, List<String>> sounding = read(table);
    Map<String, Path> films = films(folder, sounding);
    Mean right = new Mean();
    Mean silent = new Mean();
    Map<String, Double> parts = new LinkedHashMap<>();
    films.forEach((name, film) -> {
      String said = String.join("; ", looking.apply(film).words());
      boolean found = sounding.getOrDefault(name, List.of()).stream().anyMatch(said::contains);
      right.add(found ? 1 : 0);
      silent.add(said.isEmpty() ? 1 : 0);
      parts.put(name + ": " + (said.isEmpty() ? "nothing said" : said), found ? 1.0 : 0.0);
    });
    Map<String, Double> beside = new LinkedHashMap<>();
    beside.put("the most frequent word, always said", mostFrequent(sounding, films));
    beside.put("nothing said", silent.value());
    beside.put("wrong words said", 1 - right.value() - silent.value());
    return List.of(
        new Figure(
            "films whose words hold what sounds", right.value(), films.size(), beside, parts));
  }

  /** Share of films that one word is right for, the best one. */
  private static double mostFrequent(Map<String, List<String>> sounding, Map<String, Path> films) {
    Map<String, Integer> counts = new HashMap<>();
    films.keySet().stream()
        .flatMap(name -> sounding.getOrDefault(name, List.of()).stream())
        .forEach(word -> counts.merge(word, 1, Integer::sum));
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return (double) most / films.size();
  }

  private static Map<String, Path> films(Path folder, Map<String, List<String>> wanted) {
    try (Stream<Path> files = Files.walk(folder)) {
      Map<String, Path> films =
          files
              .filter(file -> wanted.containsKey(String.valueOf(file.getFileName())))
              .collect(
                  Collectors.toMap(
                      file -> String.valueOf(file.getFileName()),
                      f -> f,
                      (a, b) -> a,
                      TreeMap::new));
      if (films.isEmpty()) {
        throw invalidInput(
            "%s: none of the films is in it; wanted some of %s", folder, wanted.keySet());
      }
      return films;
    } catch (IOException e) {
      throw invalidInput("%s: no folder that can be read; wanted one with films", folder);
    }
  }

  private static Map<String, List<String>> read(@Nullable Path table) {
    Map<String, List<String>> sounding = new LinkedHashMap<>();
    for (String line : lines(table)) {
      String[] fields = line.split("\t", -1);
      if (fields.length != 2 || fields[1].isBlank()) {
        throw invalidInput(
            "%s: \"%s\"; wanted film, tab, words parted by bars",
            table == null ? TABLE : table, line);
      }
      sounding.put(fields[0], List.of(fields[1].split("\\|", -1)));
    }
    return sounding;
  }

  private static List<String> lines(@Nullable Path table) {
    try (InputStream stream =
        table == null ? SaidWords.class.getResourceAsStream(TABLE) : Files.newInputStream(table)) {
      if (stream == null) {
        throw new IllegalStateException(TABLE + " is missing from the jar");
      }
      return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
          .lines()
          .skip(1)
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      if (table == null) {
        throw new UncheckedIOException(e);
      }
      throw invalidInput("%s: cannot be read; wanted a table of films and words", table);
    }
  }
}
