package rumorista.retrieval;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The languages that prompts are read in, each with a light stemmer. */
enum Language {
  EN(""), // by rules of its own
  IT(
      "amenti amento imenti imento andosi endosi ando endo iamo avano evano ivano ava eva iva ano ani"
          + " oni ono are ere ire arsi ersi irsi ato ata ati ate uto uta uti ute ito ita iti ite ante"
          + " anti ente enti i e a o"),
  ES(
      "amientos imientos amiento imiento iendose andose iendo yendo ando adas ados ada ado idas idos"
          + " ida ido aban aba arse erse irse ar er ir an en as os es a o e s"),
  FR("ements ement issants issant antes ante ants ant ents ent ees ee er es e s x"),
  DE("enden endes ender endem ende end nder ndes nde nd et en es em e n s");

  private static final int SHORTEST_STEM = 3;
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern VOWEL = Pattern.compile(".*[aeiouy].*");

  private final String suffixes;

  Language(String suffixes) {
    this.suffixes = suffixes;
  }

  /** The suffixes of each language, the longest first. */
  private static final class Suffixes {
    static final Map<Language, List<String>> OF = new EnumMap<>(Language.class);

    static {
      for (Language language : Language.values()) {
        OF.put(
            language,
            Arrays.stream(language.suffixes.split(" ", -1))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
      }
    }
  }

  /** The column of the tables. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Lower case without accents. */
  static String fold(String text) {
    String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    return plain
        .toLowerCase(Locale.ROOT)
        .replace("ß", "ss")
        .replace("œ", "oe")
        .replace("æ", "ae")
        .replace('’', '\'');
  }

  /** What the inflections of a folded word have in common. */
  String stem(String word) {
    return switch (this) {
      case EN -> english(word);
      case IT -> italian(strip(word));
      case ES -> endsInI(strip(word));
      case FR -> strip(word);
      case DE -> german(strip(word));
    };
  }

  private String strip(String word) {
    for (String suffix : Objects.requireNonNull(Suffixes.OF.get(this))) {
      if (word.endsWith(suffix) && word.length() - suffix.length() >= SHORTEST_STEM) {
        return word.substring(0, word.length() - suffix.length());
      }
    }
    return word;
  }

  private static String endsInI(String stem) {
    return stem.length() > SHORTEST_STEM && stem.endsWith("i")
        ? stem.substring(0, stem.length() - 1)
        : stem;
  }

  private static String italian(String stem) {
    String plain = endsInI(stem);
    return plain.endsWith("ch") || plain.endsWith("gh")
        ? plain.substring(0, plain.length() - 1)
        : plain;
  }

  private static String german(String stem) {
    String plain = without(stem, "t");
    return without(plain, "er");
  }

  private static String without(String word, String suffix) {
    return word.endsWith(suffix) && word.length() - suffix.length() >= SHORTEST_STEM
        ? word.substring(0, word.length() - suffix.length())
        : word;
  }

  private static String english(String word) {
    String stem = word;
    if (stem.endsWith("ies") || stem.endsWith("ied")) {
      stem = stem.length() > 4 ? stem.substring(0, stem.length() - 3) + "y" : stem;
    } else if (stem.endsWith("sses") || stem.endsWith("shes") || stem.endsWith("ches")) {
      stem = stem.substring(0, stem.length() - 2);
    } else if (stem.endsWith("s") && !stem.endsWith("ss") && !stem.endsWith("us")) {
      stem = without(stem, "s");
    } else if (stem.endsWith("ing")) {
      stem = verb(stem, "ing");
    } else if (stem.endsWith("ed") && !stem.endsWith("eed")) {
      stem = verb(stem, "ed");
    }
    stem = without(stem, "e");
    int length = stem.length();
    return length > SHORTEST_STEM && stem.charAt(length - 1) == stem.charAt(length - 2)
        ? stem.substring(0, length - 1)
        : stem;
  }

  private static String verb(String word, String suffix) {
    String stem = without(word, suffix);
    return VOWEL.matcher(stem).matches() ? stem : word;
  }
}
