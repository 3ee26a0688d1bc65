package rumorista.look;

import static rumorista.RumoristaException.invalidInput;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From things to the words for their sounds, by a table that people read and extend: the resource
 * {@code words.tsv}. It is read from above: a line whose things are all seen surely enough, and not
 * yet spoken for, adds its words. Three lines at most are said, what happens before what lies under
 * it.
 */
public final class Words {
  private static final String TABLE = "words.tsv";
  private static final List<String> HEADER = List.of("seen", "least", "kind", "words");
  private static final String SOUND = "sound"; // a column that a user's own table need not have
  private static final int MOST = 3;

  private final List<Line> lines;

  private Words(List<Line> lines) {
    this.lines = lines;
  }

  /**
   * A line of the table.
   *
   * @param seen names of things, all of which have to be seen
   * @param least how sure it has to be seen that they are there
   * @param ambience whether it goes on under what happens
   * @param words what it sounds like; empty if nothing sounds
   * @param sound the kind of sound; empty if only the words are known
   */
  private record Line(
      List<String> seen, double least, boolean ambience, String words, String sound) {
    boolean isSeen(Map<String, Double> things) {
      return seen.stream().allMatch(name -> things.getOrDefault(name, 0.0) >= least);
    }
  }

  /**
   * The shipped table.
   *
   * @param own a file with lines that come before it, or {@code null}
   */
  public static Words read(@Nullable Path own) {
    List<Line> lines = new ArrayList<>();
    if (own != null) {
      lines.addAll(parse(own.toString(), lines(own)));
    }
    try (InputStream stream = Words.class.getResourceAsStream(TABLE)) {
      if (stream == null) {
        throw new IllegalStateException(TABLE + " is missing from the jar");
      }
      lines.addAll(
          parse(
              TABLE,
              new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                  .lines()
                  .toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Words(lines);
  }

  /** What probably sounds where these things are seen. */
  List<Sounding> of(List<Thing> things) {
    Map<String, Thing> seen =
        things.stream()
            .collect(
                Collectors.toMap(
                    Thing::name,
                    thing -> thing,
                    (a, b) -> a.confidence() >= b.confidence() ? a : b));
    Map<String, Double> sure = new HashMap<>();
    seen.forEach((name, thing) -> sure.put(name, thing.confidence()));
    Set<String> spokenFor = new HashSet<>();
    List<Sounding> said = new ArrayList<>();
    for (Line line : lines) {
      if (said.size() < MOST
          && line.isSeen(sure)
          && line.seen.stream().noneMatch(name -> spokenFor.contains(bare(name)))) {
        line.seen.forEach(name -> spokenFor.add(bare(name)));
        Thing thing = seen.get(line.seen.getFirst());
        if (!line.words.isEmpty()
            && thing != null
            && said.stream().noneMatch(s -> s.words().equals(line.words))) {
          said.add(new Sounding(line.words, line.sound, line.ambience, thing));
        }
      }
    }
    said.sort(Comparator.comparing(Sounding::ambience)); // stable: what happens comes first
    return List.copyOf(said);
  }

  /** All that can be said. */
  public Set<String> vocabulary() {
    return lines.stream()
        .map(Line::words)
        .filter(words -> !words.isEmpty())
        .collect(Collectors.toSet());
  }

  /** A dog and a moving dog are one dog. */
  private static String bare(String name) {
    return name.substring(name.lastIndexOf(' ') < 0 || !isDoing(name) ? 0 : name.indexOf(' ') + 1);
  }

  private static boolean isDoing(String name) {
    return name.startsWith(Sightings.MOVING) || name.equals(Sightings.WALKING);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw invalidInput("%s: is not in UTF-8; save it with that encoding", file);
    } catch (IOException e) {
      throw invalidInput("%s: cannot be read; wanted a table of words, see docs/MODELS.md", file);
    }
  }

  private static List<Line> parse(String file, List<String> rows) {
    List<String> header = rows.isEmpty() ? List.of() : List.of(rows.getFirst().split("\t", -1));
    boolean sounds = header.size() == HEADER.size() + 1 && header.getLast().equals(SOUND);
    if (!header.equals(HEADER) && !(sounds && header.subList(0, HEADER.size()).equals(HEADER))) {
      throw invalidInput(
          "%s: line 1 is \"%s\"; wanted the columns %s, and %s if kinds of sounds are known; tabs"
              + " between them",
          file, rows.isEmpty() ? "" : rows.getFirst(), String.join(", ", HEADER), SOUND);
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      if (!rows.get(i).isBlank() && !rows.get(i).startsWith("#")) {
        lines.add(
            line("%s, line %d".formatted(file, i + 1), rows.get(i).split("\t", -1), header.size()));
      }
    }
    return lines;
  }

  private static Line line(String place, String[] fields, int columns) {
    if (fields.length != columns) {
      throw invalidInput("%s: %d fields; wanted %d", place, fields.length, columns);
    }
    if (!fields[2].equals("event") && !fields[2].equals("ambience")) {
      throw invalidInput("%s: kind is \"%s\"; wanted event or ambience", place, fields[2]);
    }
    try {
      List<String> seen = List.of(fields[0].strip().split(" *\\+ *", -1));
      double least = Double.parseDouble(fields[1]);
      String sound = columns > HEADER.size() ? fields[HEADER.size()].strip() : "";
      return new Line(seen, least, fields[2].equals("ambience"), fields[3].strip(), sound);
    } catch (NumberFormatException e) {
      throw invalidInput("%s: least is \"%s\"; wanted a number of 0 to 1", place, fields[1]);
    }
  }
}
