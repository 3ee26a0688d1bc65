package rumorista.vision.convert;

import static rumorista.RumoristaException.badModel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files inside a solution of MediaPipe: one blob, and a script that says which file lies where in
 * it.
 */
record PackedAssets(NpmPackage npm, String solution) {
  byte[] file(String name) {
    String script =
        new String(
            npm.file(solution + "_solution_packed_assets_loader.js"), StandardCharsets.UTF_8);
    String entry =
        "\\{\"filename\": \"[^\"]*/%s\", \"start\": (\\d+), \"end\": (\\d+)"
            .formatted(Pattern.quote(name));
    Matcher place = Pattern.compile(entry).matcher(script);
    if (!place.find()) {
      throw badModel("%s: its assets have no %s", npm.origin().archive(), name);
    }
    byte[] blob = npm.file(solution + "_solution_packed_assets.data");
    return Arrays.copyOfRange(
        blob, Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)));
  }
}
