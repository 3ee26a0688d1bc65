package rumorista.library;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import rumorista.media.SoundInfo;

/** What a sound file says about itself: tags of any format and the chunks of WAV files. */
final class SoundTags {
  private static final int LONGEST_CAPTION = 240; // characters
  private static final int LONGEST_CREDIT = 160; // characters
  private static final List<String> DESCRIPTIONS =
      List.of(
          "inam",
          "title",
          "ixml.fxname",
          "icmt",
          "comment",
          "description",
          "ixml.description",
          "ixml.note",
          "isbj",
          "ikey",
          "keywords",
          "ixml.keywords",
          "ixml.fxkeywords",
          "ixml.category",
          "ixml.subcategory",
          "ignr",
          "genre");
  private static final List<String> AUTHORS =
      List.of("iart", "artist", "author", "ixml.designer", "originator", "ixml.manufacturer");
  private static final List<String> LICENCES =
      List.of("license", "licence", "ixml.licence", "icop", "copyright", "ixml.copyright");

  private SoundTags() {}

  /** The recording as its names describe it, with what the file adds. */
  static Recording complete(Recording named, SoundInfo info) {
    Map<String, String> texts = new HashMap<>(info.tags());
    WavChunks.read(named.file()).forEach((key, text) -> texts.put(lower(key), text));
    String licence = first(texts, LICENCES, named.licence());
    return new Recording(
        named.file(),
        named.seconds(),
        named.label(),
        caption(named.caption(), texts),
        named.name(),
        named.source(),
        licence,
        licence.equals(named.licence()) ? named.licenceClass() : licenceClass(licence),
        first(texts, AUTHORS, named.attribution()));
  }

  /** The names first, then every text that says something new. */
  private static String caption(String names, Map<String, String> texts) {
    List<String> parts = new ArrayList<>(List.of(names));
    Set<String> said = new HashSet<>(FileWords.words(names));
    for (String key : DESCRIPTIONS) {
      String text = texts.getOrDefault(key, "");
      if (said.addAll(FileWords.words(text))) {
        parts.add(text);
      }
    }
    return cut(String.join(", ", parts), LONGEST_CAPTION);
  }

  private static String first(Map<String, String> texts, List<String> keys, String otherwise) {
    for (String key : keys) {
      String text = texts.get(key);
      if (text != null) {
        return cut(text, LONGEST_CREDIT);
      }
    }
    return otherwise;
  }

  /** Only what is said plainly counts; all else is unknown. */
  static String licenceClass(String licence) {
    String text = lower(licence).replaceAll("[-_\\s]+", " ");
    if (text.matches(".*(\\bby nc\\b|\\bby nd\\b|\\bby sa nc\\b|non ?commercial).*")) {
      return "unknown";
    }
    if (text.matches(".*(\\bcc0\\b|publicdomain/zero|\\bpublic domain\\b).*")) {
      return "CC0/PD";
    }
    if (text.matches(".*(\\bcc by sa\\b|licenses/by sa/).*")) {
      return "CC-BY-SA";
    }
    return text.matches(".*(\\bcc by\\b|licenses/by/).*") ? "CC-BY" : "unknown";
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
