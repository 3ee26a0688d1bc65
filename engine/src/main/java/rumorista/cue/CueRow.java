package rumorista.cue;

import static rumorista.RumoristaException.invalidInput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rumorista.Cue;
import rumorista.EventCue;
import rumorista.LevelCurve;
import rumorista.LineCue;
import rumorista.MusicCue;
import rumorista.Staging;
import rumorista.Stem;
import rumorista.Subject;
import rumorista.SustainedCue;
import rumorista.TextureCue;

/** A cue as a JSON object with plain fields, which is a row of a table too. */
final class CueRow {
  private static final double USUAL_LEVEL = -14; // dB: of a cue that a person wrote without one

  private final JsonNode row;
  private final String place;

  /**
   * @param place names the row in error messages
   */
  CueRow(JsonNode row, String place) {
    this.row = row;
    this.place = place;
  }

  /** The fields of a cue. */
  static ObjectNode of(Cue cue) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("id", cue.id());
    row.put("type", type(cue));
    row.put("stem", cue.stem().name().toLowerCase(Locale.ROOT));
    row.put("start", cue.start());
    row.put("end", cue.end());
    Subject subject = cue.subject();
    row.put("thing", subject.thing()).put("words", subject.words()).put("kind", subject.kind());
    row.put("seenAs", subject.seenAs()).put("confidence", subject.confidence());
    row.put("recording", subject.recording() == null ? "" : subject.recording());
    Staging staging = cue.staging();
    row.put("level", staging.level()).put("position", staging.position());
    row.put("distance", staging.distance()).put("muted", staging.muted());
    switch (cue) {
      case EventCue event -> row.put("number", event.number()).put("phrase", event.phrase());
      case SustainedCue sustained -> curve(row, sustained.curve());
      case TextureCue texture -> curve(row, texture.curve());
      case LineCue line -> row.put("speaker", line.speaker());
      case MusicCue music -> {
        ArrayNode hits = row.putArray("hits");
        music.hits().forEach(hits::add);
      }
    }
    return row;
  }

  private static String type(Cue cue) {
    return switch (cue) {
      case EventCue event -> "event";
      case SustainedCue sustained -> "sustained";
      case TextureCue texture -> "texture";
      case LineCue line -> "line";
      case MusicCue music -> "music";
    };
  }

  private static void curve(ObjectNode row, LevelCurve curve) {
    row.put("curveRate", curve.rate());
    ArrayNode decibels = row.putArray("curve");
    for (float value : curve.decibels()) {
      decibels.add(value);
    }
  }

  /** The cue that a row describes. */
  Cue cue() {
    String id = text("id", "");
    if (id.isEmpty()) {
      throw invalidInput("%s: the cue has no id; wanted a name that no other cue has", place);
    }
    String type = text("type", "");
    double start = number("start", 0);
    double end = number("end", start);
    Subject subject = subject(id);
    Staging staging = staging();
    return switch (type) {
      case "event" ->
          new EventCue(
              id,
              stem(Stem.EFFECTS),
              start,
              (int) number("number", 0),
              flag("phrase"),
              subject,
              staging);
      case "sustained" ->
          new SustainedCue(id, stem(Stem.EFFECTS), start, end, curve(), subject, staging);
      case "texture" ->
          new TextureCue(id, stem(Stem.AMBIENCE), start, end, curve(), subject, staging);
      case "line" -> new LineCue(id, start, end, text("speaker", ""), subject, staging);
      case "music" -> new MusicCue(id, start, end, numbers("hits"), subject, staging);
      default ->
          throw invalidInput(
              "%s: type is \"%s\"; wanted event, sustained, texture, line or music", place, type);
    };
  }

  private Subject subject(String id) {
    String words = text("words", "");
    String recording = text("recording", "");
    return new Subject(
        text("thing", id),
        words,
        text("kind", ""),
        text("seenAs", ""),
        number("confidence", 1),
        recording.isEmpty() ? null : recording);
  }

  private Staging staging() {
    return new Staging(
        number("level", USUAL_LEVEL), number("position", 0), number("distance", 0), flag("muted"));
  }

  private Stem stem(Stem usual) {
    String name = text("stem", usual.name()).toUpperCase(Locale.ROOT);
    for (Stem stem : Stem.values()) {
      if (stem.name().equals(name)) {
        return stem;
      }
    }
    throw invalidInput(
        "%s: stem is \"%s\"; wanted dialogue, music, effects or ambience", place, name);
  }

  private LevelCurve curve() {
    List<Double> values = numbers("curve");
    float[] decibels = new float[values.size()];
    for (int i = 0; i < decibels.length; i++) {
      decibels[i] = values.get(i).floatValue();
    }
    return new LevelCurve(number("curveRate", 1), decibels);
  }

  private String text(String field, String usual) {
    JsonNode node = row.path(field);
    return node.isMissingNode() || node.isNull() || node.asText().isBlank() ? usual : node.asText();
  }

  private double number(String field, double usual) {
    String text = text(field, "");
    return text.isEmpty() ? usual : parsed(field, text);
  }

  private double parsed(String field, String text) {
    try {
      double value = Double.parseDouble(text.strip());
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw invalidInput("%s: %s is \"%s\"; wanted a number", place, field, text);
  }

  private boolean flag(String field) {
    String text = text(field, "false").toLowerCase(Locale.ROOT);
    return switch (text) {
      case "true", "yes", "1" -> true;
      case "false", "no", "0" -> false;
      default -> throw invalidInput("%s: %s is \"%s\"; wanted true or false", place, field, text);
    };
  }

  /** An array, or numbers with spaces between them. */
  private List<Double> numbers(String field) {
    JsonNode node = row.path(field);
    List<Double> values = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(value -> values.add(parsed(field, value.asText())));
    } else {
      for (String part : text(field, "").strip().split("\\s+", -1)) {
        if (!part.isEmpty()) {
          values.add(parsed(field, part));
        }
      }
    }
    return values;
  }
}
