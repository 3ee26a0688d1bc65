package rumorista.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text to folded words and punctuation. */
final class Words {
  private static final Pattern TOKEN = Pattern.compile("[a-z0-9]+|[,;.:!?+&/()\\n|]");
  private static final Pattern LETTER_HYPHEN = Pattern.compile("\\b([a-z])-(?=[a-z])");
  private static final Pattern SET_PHRASES =
      Pattern.compile(
          "\\b(en train d[e']|i can hear|we can hear|you can hear|can you|could you|nothing but"
              + "|nothing else|no one else|non.?stop|plein de|piu o meno|de plus en plus"
              + "|por favor|per favore|s'il vous plait|s'il te plait|bitte|from time to time)\\b");

  private Words() {}

  /** The words of a text, without punctuation. */
  static List<String> split(String text) {
    List<String> words = tokens(text);
    words.removeIf(token -> !Character.isLetterOrDigit(token.charAt(0)));
    return words;
  }

  /** Words and punctuation marks, folded, in their order. */
  static List<String> tokens(String text) {
    String folded = SET_PHRASES.matcher(Language.fold(text)).replaceAll(" ");
    Matcher matcher = TOKEN.matcher(LETTER_HYPHEN.matcher(folded).replaceAll("$1"));
    List<String> tokens = new ArrayList<>();
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }
}
