package rumorista.library;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an index remembers of one file.
 *
 * @param file its path within the library, with slashes
 * @param modified in milliseconds since 1970; {@link #ANY_TIME} where the length alone tells
 * @param seconds its length
 * @param sampleRate in hertz, as stored
 * @param failure why it cannot be used; empty if it can
 * @param texts caption, licence, licence class and attribution; empty where the manifest tells
 * @param analysis what the analysis found, as it wrote it
 */
record IndexRow(
    String file,
    long bytes,
    long modified,
    double seconds,
    int channels,
    int sampleRate,
    String failure,
    List<String> texts,
    String analysis) {
  static final long ANY_TIME = -1;
  static final List<String> COLUMNS =
      List.of(
          "file",
          "bytes",
          "modified",
          "seconds",
          "channels",
          "sample_rate",
          "failure",
          "caption",
          "licence",
          "licence_class",
          "attribution",
          "analysis");

  private static final int TEXTS_START = 7;
  private static final int TEXTS_END = 11;

  /** Whether the file is still the one that was analysed. */
  boolean fits(long bytes, long modified) {
    return this.bytes == bytes && (this.modified == ANY_TIME || this.modified == modified);
  }

  /** The row for a library whose files never change, so that copies of it need no new index. */
  IndexRow sealed() {
    return new IndexRow(
        file, bytes, ANY_TIME, seconds, channels, sampleRate, failure, texts, analysis);
  }

  String toLine() {
    List<String> fields = new ArrayList<>();
    fields.add(escape(file));
    fields.add(Long.toString(bytes));
    fields.add(Long.toString(modified));
    fields.add(Double.toString(seconds));
    fields.add(Integer.toString(channels));
    fields.add(Integer.toString(sampleRate));
    fields.add(escape(failure));
    texts.forEach(text -> fields.add(escape(text)));
    fields.add(escape(analysis));
    return String.join("\t", fields);
  }

  /** {@code null} if the line is damaged. */
  static @Nullable IndexRow parse(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != COLUMNS.size()) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (int i = TEXTS_START; i < TEXTS_END; i++) {
      texts.add(unescape(fields[i]));
    }
    try {
      return new IndexRow(
          unescape(fields[0]),
          Long.parseLong(fields[1]),
          Long.parseLong(fields[2]),
          Double.parseDouble(fields[3]),
          Integer.parseInt(fields[4]),
          Integer.parseInt(fields[5]),
          unescape(fields[6]),
          List.copyOf(texts),
          unescape(fields[TEXTS_END]));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        plain.append(c);
        continue;
      }
      char next = text.charAt(++i);
      plain.append(next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next);
    }
    return plain.toString();
  }
}
