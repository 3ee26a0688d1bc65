package rumorista.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file name of the Universal Category System, {@code CATsub_FXName_CreatorID_SourceID}, such as
 * {@code DOORWood_Slam Heavy_ABC_HOUSE}. The table of codes in {@code ucs.tsv} holds the common
 * ones; a subcategory that it lacks is left out of the words.
 *
 * @param category in words, such as {@code door}
 * @param subcategory in words, such as {@code wood}; empty if unknown
 * @param sound what the FX name says
 * @param creator the creator's id; empty if the name has none
 */
record UcsName(String category, String subcategory, String sound, String creator) {
  private static final Pattern CATEGORY_ID = Pattern.compile("([A-Z]{3}[A-Za-z0-9]{2,8})(-.*)?");
  private static final Map<String, String> CATEGORIES = read("category");
  private static final Map<String, String> SUBCATEGORIES = read("subcategory");

  /** {@code null} if the name, without its extension, does not follow the scheme. */
  static @Nullable UcsName parse(String stem) {
    List<String> fields = List.of(stem.split("_", -1));
    Matcher id = CATEGORY_ID.matcher(fields.getFirst());
    if (fields.size() < 2 || !id.matches()) {
      return null;
    }
    String code = id.group(1);
    for (int length = Math.min(5, code.length() - 2); length >= 2; length--) {
      String category = CATEGORIES.get(code.substring(0, length));
      String rest = code.substring(length);
      if (category != null && rest.matches("[A-Z0-9][a-z0-9]+")) {
        String known = SUBCATEGORIES.getOrDefault(rest.toLowerCase(Locale.ROOT), "");
        String subcategory = known.equals("miscellaneous") || known.equals("general") ? "" : known;
        return new UcsName(category, subcategory, fields.get(1), creator(fields));
      }
    }
    return null;
  }

  private static String creator(List<String> fields) {
    return fields.size() > 2 ? fields.get(2).strip() : "";
  }

  private static Map<String, String> read(String part) {
    Map<String, String> words = new HashMap<>();
    boolean isCategory = part.equals("category");
    try (InputStream table =
        Objects.requireNonNull(UcsName.class.getResourceAsStream("ucs.tsv"), "ucs.tsv")) {
      for (String line : new String(table.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        String[] fields = line.split("\t", -1);
        if (fields[0].equals(part)) {
          words.put(isCategory ? fields[1] : fields[1].toLowerCase(Locale.ROOT), fields[2]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }
}
