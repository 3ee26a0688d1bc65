package rumorista.model.mmaudio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Cuts texts into the pieces that CLIP knows: byte pairs (Sennrich et al. 2016), merged in the
 * order of CLIP's own list (bpe_simple_vocab_16e6.txt.gz, OpenAI, MIT licence).
 */
final class ClipTokenizer {
  private static final String VOCABULARY = "bpe_simple_vocab_16e6.txt.gz";
  private static final int MERGES = 49152 - 256 - 2;
  private static final String END_OF_WORD = "</w>";
  private static final String START = "<start_of_text>";
  private static final String END = "<end_of_text>";
  private static final Pattern WORD =
      Pattern.compile(
          "<start_of_text>|<end_of_text>|'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, Integer> ranks = new HashMap<>(); // of pairs, parted by a space
  private final String[] characters = characters();

  ClipTokenizer() {
    List<String> pieces = new ArrayList<>();
    for (int value : visibleFirst()) {
      pieces.add(characters[value]);
    }
    for (String character : List.copyOf(pieces)) {
      pieces.add(character + END_OF_WORD);
    }
    try (InputStream raw =
            Objects.requireNonNull(
                ClipTokenizer.class.getResourceAsStream("/rumorista/model/mmaudio/" + VOCABULARY));
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8))) {
      lines.readLine(); // a version
      for (int i = 0; i < MERGES; i++) {
        String pair = Objects.requireNonNull(lines.readLine());
        ranks.put(pair, i);
        pieces.add(pair.replace(" ", ""));
      }
    } catch (IOException e) {
      throw new IllegalStateException(VOCABULARY, e);
    }
    pieces.add(START);
    pieces.add(END);
    for (int i = 0; i < pieces.size(); i++) {
      ids.put(pieces.get(i), i);
    }
  }

  /** Bytes in the order of the vocabulary: those that can be seen, then the rest. */
  private static int[] visibleFirst() {
    int[] order = new int[256];
    int count = 0;
    for (int value = 0; value < 256; value++) {
      if (isVisible(value)) {
        order[count++] = value;
      }
    }
    for (int value = 0; value < 256; value++) {
      if (!isVisible(value)) {
        order[count++] = value;
      }
    }
    return order;
  }

  private static boolean isVisible(int value) {
    return (value >= '!' && value <= '~') || (value >= 0xa1 && value <= 0xff && value != 0xad);
  }

  /** A character that stands for each byte. */
  private static String[] characters() {
    String[] characters = new String[256];
    int next = 256;
    for (int value : visibleFirst()) {
      characters[value] = String.valueOf((char) (isVisible(value) ? value : next++));
    }
    return characters;
  }

  /**
   * The pieces of a text: a start, the text, an end, then zeros. What is too long is cut; the end
   * stays.
   *
   * @param length of the result
   */
  int[] encode(String text, int length) {
    int[] result = new int[length];
    List<Integer> pieces = new ArrayList<>();
    pieces.add(id(START));
    pieces(CaptionCleaner.clean(text)).forEach(piece -> pieces.add(id(piece)));
    pieces.add(id(END));
    for (int i = 0; i < Math.min(length, pieces.size()); i++) {
      result[i] = pieces.get(i);
    }
    if (pieces.size() > length) {
      result[length - 1] = id(END);
    }
    return result;
  }

  private int id(String piece) {
    return Objects.requireNonNull(ids.get(piece), piece);
  }

  /** The pieces of a cleaned text, as the vocabulary spells them. */
  List<String> pieces(String cleaned) {
    List<String> pieces = new ArrayList<>();
    Matcher words = WORD.matcher(cleaned);
    while (words.find()) {
      String word = words.group();
      if (word.equals(START) || word.equals(END)) {
        pieces.add(word);
        continue;
      }
      List<String> parts = new ArrayList<>();
      for (byte value : word.getBytes(StandardCharsets.UTF_8)) {
        parts.add(characters[value & 0xff]);
      }
      parts.set(parts.size() - 1, parts.getLast() + END_OF_WORD);
      merge(parts);
      pieces.addAll(parts);
    }
    return pieces;
  }

  /** Merges the pair that comes first in the list wherever it is, until no pair is in it. */
  private void merge(List<String> parts) {
    while (true) {
      int best = Integer.MAX_VALUE;
      String pair = "";
      for (int i = 0; i + 1 < parts.size(); i++) {
        String here = parts.get(i) + " " + parts.get(i + 1);
        int rank = ranks.getOrDefault(here, Integer.MAX_VALUE);
        if (rank < best) {
          best = rank;
          pair = here;
        }
      }
      if (best == Integer.MAX_VALUE) {
        return;
      }
      for (int i = 0; i + 1 < parts.size(); i++) {
        if (pair.equals(parts.get(i) + " " + parts.get(i + 1))) {
          parts.set(i, parts.get(i) + parts.remove(i + 1));
        }
      }
    }
  }
}
