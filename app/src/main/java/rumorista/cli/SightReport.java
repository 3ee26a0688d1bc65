package rumorista.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rumorista.Timeline;
import rumorista.generate.Timelines;
import rumorista.look.Shot;
import rumorista.look.Sight;
import rumorista.look.Span;
import rumorista.look.Thing;
import rumorista.signal.Events;

/** What is seen in a film, for people and for programs. */
final class SightReport {
  private static final int MOST_ONSETS = 20; // that are listed for people

  private SightReport() {}

  /** One line of JSON. */
  static String json(Path film, Sight sight, Timeline timeline) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("film", film.toString());
    json.put("seconds", rounded(sight.seconds()));
    ArrayNode shots = json.putArray("shots");
    for (Shot shot : sight.shots()) {
      ObjectNode entry = spanned(shots.addObject(), shot.start(), shot.end());
      entry.put("motion", rounded(shot.motion()));
      entry.put("words", shot.words());
      ArrayNode things = entry.putArray("things");
      for (Thing thing : shot.things()) {
        ObjectNode seen = things.addObject().put("name", thing.name());
        seen.put("confidence", rounded(thing.confidence()));
        spanned(seen, thing.start(), thing.end());
      }
    }
    ArrayNode mouths = json.putArray("openMouths");
    for (Span span : sight.openMouths()) {
      spanned(mouths.addObject(), span.start(), span.end());
    }
    json.putRawValue("timeline", new RawValue(Timelines.toJson(timeline).strip()));
    return json.toString();
  }

  private static ObjectNode spanned(ObjectNode node, double start, double end) {
    return node.put("start", rounded(start)).put("end", rounded(end));
  }

  /** Lines for people. */
  static String text(Path film, Sight sight, Timeline timeline) {
    StringBuilder text = new StringBuilder();
    int count = sight.shots().size();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %.1f s, %d shot%s",
            film,
            sight.seconds(),
            count,
            count == 1 ? "" : "s"));
    for (Shot shot : sight.shots()) {
      String words = shot.words().isEmpty() ? "nothing that sounds" : shot.words();
      text.append(
          String.format(Locale.ROOT, "%n%7.2f - %.2f s  %s", shot.start(), shot.end(), words));
      for (Thing thing : shot.things()) {
        text.append(
            String.format(
                Locale.ROOT,
                "%n      %-20s %3.0f %%  %.1f - %.1f s",
                thing.name(),
                100 * thing.confidence(),
                thing.start(),
                thing.end()));
      }
    }
    if (!sight.openMouths().isEmpty()) {
      text.append(System.lineSeparator()).append("mouth open: ").append(mouths(sight));
    }
    return text.append(System.lineSeparator()).append(onsets(timeline)).toString();
  }

  private static String mouths(Sight sight) {
    return sight.openMouths().stream()
        .map(span -> String.format(Locale.ROOT, "%.2f-%.2f", span.start(), span.end()))
        .collect(Collectors.joining(" "));
  }

  private static String onsets(Timeline timeline) {
    List<String> onsets =
        IntStream.range(0, timeline.length())
            .filter(i -> timeline.onset()[i] > Events.AUDIBLE)
            .mapToObj(i -> String.format(Locale.ROOT, "%.2f", i / timeline.rate()))
            .toList();
    String listed = onsets.stream().limit(MOST_ONSETS).collect(Collectors.joining(" "));
    String rest =
        onsets.size() > MOST_ONSETS ? " and " + (onsets.size() - MOST_ONSETS) + " more" : "";
    return onsets.isEmpty() ? "attacks: none" : "attacks at " + listed + rest + " s";
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
