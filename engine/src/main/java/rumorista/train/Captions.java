package rumorista.train;

import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import rumorista.library.Recording;

/**
 * The many ways to ask for a recording, so that prompts nobody wrote still land near what they
 * mean.
 */
final class Captions {
  private static final Pattern NOT_WORDS = Pattern.compile("[^a-zA-Z' ]+");
  private static final List<String> TEMPLATES =
      List.of(
          "%s",
          "%s",
          "%s",
          "the sound of %s",
          "%s, no music",
          "sound effect of %s",
          "%s close up",
          "a recording of %s");

  private Captions() {}

  static String vary(Recording recording, SplittableRandom random) {
    double mark = random.nextDouble();
    if (mark < 0.5) {
      return recording.caption();
    }
    String subject =
        mark < 0.75 ? recording.words() : mark < 0.9 ? recording.caption() : name(recording);
    return TEMPLATES.get(random.nextInt(TEMPLATES.size())).formatted(subject);
  }

  private static String name(Recording recording) {
    String words = NOT_WORDS.matcher(recording.name()).replaceAll(" ").strip();
    return words.length() < 4 ? recording.caption() : words;
  }
}
