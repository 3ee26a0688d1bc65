package rumorista.retrieval;

import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The category names of the Universal Category System, which many sound libraries use, as words.
 */
final class CategoryNames {
  private static final Pattern CATEGORY = Pattern.compile("\\b[A-Z]{3,5}\\b");

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("aero", "airplane"),
          Map.entry("alrm", "alarm"),
          Map.entry("amb", "ambience"),
          Map.entry("anml", "animal"),
          Map.entry("bird", "bird"),
          Map.entry("blls", "bell"),
          Map.entry("bell", "bell"),
          Map.entry("boat", "boat"),
          Map.entry("cere", "dishes"),
          Map.entry("chain", "chain"),
          Map.entry("clok", "clock"),
          Map.entry("cloth", "cloth rustle"),
          Map.entry("crwd", "crowd"),
          Map.entry("dstr", "debris"),
          Map.entry("elec", "electric"),
          Map.entry("expl", "explosion"),
          Map.entry("feet", "footsteps"),
          Map.entry("fght", "fight"),
          Map.entry("foot", "footsteps"),
          Map.entry("food", "eating"),
          Map.entry("frwk", "fireworks"),
          Map.entry("glas", "glass"),
          Map.entry("guns", "gun"),
          Map.entry("horn", "horn"),
          Map.entry("lasr", "laser"),
          Map.entry("lqd", "liquid"),
          Map.entry("mach", "machine"),
          Map.entry("mech", "mechanism"),
          Map.entry("metl", "metal"),
          Map.entry("motr", "motor"),
          Map.entry("musc", "instrument"),
          Map.entry("papr", "paper"),
          Map.entry("plas", "plastic"),
          Map.entry("rope", "rope"),
          Map.entry("thun", "thunder"),
          Map.entry("tool", "tools"),
          Map.entry("toyy", "toy"),
          Map.entry("trn", "train"),
          Map.entry("veh", "vehicle"),
          Map.entry("vox", "voice"),
          Map.entry("watr", "water"),
          Map.entry("weap", "weapon"),
          Map.entry("whsh", "whoosh"),
          Map.entry("wngs", "wings"));

  private CategoryNames() {}

  /** Replaces abbreviated categories in a text whose words are separated by spaces. */
  static String expand(String text) {
    return CATEGORY.matcher(text).replaceAll(CategoryNames::words);
  }

  private static String words(MatchResult match) {
    String category = match.group().toLowerCase(Locale.ROOT);
    return WORDS.getOrDefault(category, category);
  }
}
