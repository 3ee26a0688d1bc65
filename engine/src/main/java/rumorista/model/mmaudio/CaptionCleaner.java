package rumorista.model.mmaudio;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings texts into the form that CLIP learned from: what is broken is mended, quotes are straight,
 * entities are characters, white space is one space, letters are small. Mends what prompts break
 * by, of what the published code's library for it (ftfy) mends: terminal colours, control
 * characters, ligatures, wide letters, curly quotes, line breaks, composed characters, and UTF-8
 * that was read as Windows-1252 throughout.
 */
final class CaptionCleaner {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final Pattern TERMINAL = Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]");
  private static final Pattern ENTITY =
      Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}[0-9]{0,2});");
  private static final Pattern SPACE =
      Pattern.compile("[\\s\\u001c-\\u001f]+", Pattern.UNICODE_CHARACTER_CLASS);
  // What UTF-8 looks like when it is read as Windows-1252: a lead byte and what may follow it.
  private static final Pattern MOJIBAKE =
      Pattern.compile(
          "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]");
  private static final Map<String, String> ENTITIES =
      Map.of(
          "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", "\u00a0", "copy",
          "\u00a9", "reg", "\u00ae", "hellip", "\u2026", "mdash", "\u2014");
  private static final Map<Character, String> LIGATURES =
      Map.ofEntries(
          Map.entry('\u0132', "IJ"),
          Map.entry('\u0133', "ij"),
          Map.entry('\u0149', "\u02bcn"),
          Map.entry('\u01f1', "DZ"),
          Map.entry('\u01f2', "Dz"),
          Map.entry('\u01f3', "dz"),
          Map.entry('\u01c4', "D\u017d"),
          Map.entry('\u01c5', "D\u017e"),
          Map.entry('\u01c6', "d\u017e"),
          Map.entry('\u01c7', "LJ"),
          Map.entry('\u01c8', "Lj"),
          Map.entry('\u01c9', "lj"),
          Map.entry('\u01ca', "NJ"),
          Map.entry('\u01cb', "Nj"),
          Map.entry('\u01cc', "nj"),
          Map.entry('\ufb00', "ff"),
          Map.entry('\ufb01', "fi"),
          Map.entry('\ufb02', "fl"),
          Map.entry('\ufb03', "ffi"),
          Map.entry('\ufb04', "ffl"),
          Map.entry('\ufb05', "\u017ft"),
          Map.entry('\ufb06', "st"));

  private CaptionCleaner() {}

  static String clean(String text) {
    String mended = mend(text);
    String plain = entities(entities(mended));
    String spaced = SPACE.matcher(plain).replaceAll(" ").strip();
    return spaced.toLowerCase(Locale.ROOT);
  }

  private static String mend(String text) {
    String before;
    String now = text;
    do { // mending may bring to light what is to be mended
      before = now;
      now = TERMINAL.matcher(now).replaceAll("");
      now = encoding(now);
      now = characters(now);
      now = Normalizer.normalize(now, Normalizer.Form.NFC);
    } while (!now.equals(before));
    return now;
  }

  /** UTF-8 that was read as Windows-1252, read again, if all of it can be. */
  private static String encoding(String text) {
    if (!MOJIBAKE.matcher(text).find()) {
      return text;
    }
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      int value = windowsByte(text.charAt(i));
      if (value < 0) {
        return text;
      }
      bytes[i] = (byte) value;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      return text;
    }
  }

  /** -1 if there is none. The five bytes without a character stand for themselves. */
  private static int windowsByte(char character) {
    if (character < 0x80 || (character >= 0x80 && character < 0xa0 && isUnassigned(character))) {
      return character;
    }
    byte[] encoded = String.valueOf(character).getBytes(WINDOWS);
    boolean known = encoded.length == 1 && encoded[0] != '?';
    return known ? encoded[0] & 0xff : -1;
  }

  private static boolean isUnassigned(char character) {
    return switch (character) {
      case 0x81, 0x8d, 0x8f, 0x90, 0x9d -> true;
      default -> false;
    };
  }

  private static String characters(String text) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character >= 0x80 && character < 0xa0) { // a control character that was another's letter
        byte[] one = {(byte) character};
        character = isUnassigned(character) ? character : new String(one, WINDOWS).charAt(0);
      }
      String ligature = LIGATURES.get(character);
      if (ligature != null) {
        result.append(ligature);
      } else if ((character >= 0xff01 && character <= 0xffef) || character == 0x3000) {
        result.append(Normalizer.normalize(String.valueOf(character), Normalizer.Form.NFKC));
      } else if (character == 0x02bc || (character >= 0x2018 && character <= 0x201b)) {
        result.append('\'');
      } else if (character >= 0x201c && character <= 0x201f) {
        result.append('"');
      } else if (character == 0x2028 || character == 0x2029 || character == '\r') {
        result.append('\n');
      } else if (!isControl(character)) {
        result.append(character);
      }
    }
    return result.toString();
  }

  private static boolean isControl(char character) {
    return (character < 0x20 && character != '\t' && character != '\n' && character != '\f')
        || character == 0x7f
        || (character >= 0x206a && character <= 0x206f)
        || character == 0xfeff
        || (character >= 0xfff9 && character <= 0xfffc);
  }

  private static String entities(String text) {
    Matcher matcher = ENTITY.matcher(text);
    return matcher.replaceAll(
        match -> Matcher.quoteReplacement(entity(match.group(), match.group(1))));
  }

  private static String entity(String whole, String name) {
    if (!name.startsWith("#")) {
      return ENTITIES.getOrDefault(name, whole);
    }
    boolean hexadecimal = name.charAt(1) == 'x' || name.charAt(1) == 'X';
    int code = Integer.parseInt(name.substring(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
    return Character.isValidCodePoint(code) && code != 0 ? Character.toString(code) : whole;
  }
}
