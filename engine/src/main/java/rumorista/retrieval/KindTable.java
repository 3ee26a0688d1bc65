package rumorista.retrieval;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rumorista.library.Anatomy.Role;

/** The kinds of sound that are known by name, and which may stand in for which. */
public final class KindTable {
  /** Read once, when first asked for. */
  private static final class Shared {
    static final KindTable TABLE = new KindTable();
  }

  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private final Map<String, Map<String, Double>> substitutes = new HashMap<>();

  private KindTable() {
    for (Map<String, String> row : Resource.rows("kinds.tsv")) {
      String name = Resource.field(row, "kind");
      kinds.put(
          name,
          new Kind(
              name,
              Role.valueOf(Resource.field(row, "role").toUpperCase(Locale.ROOT)),
              Double.parseDouble(Resource.field(row, "pitch")),
              Resource.field(row, "struck").equals("yes"),
              Double.parseDouble(Resource.field(row, "gap")),
              Resource.alternatives(row, "en").getFirst()));
    }
    for (Map<String, String> row : Resource.rows("substitutes.tsv")) {
      substitutes
          .computeIfAbsent(Resource.field(row, "kind"), kind -> new LinkedHashMap<>())
          .put(
              Resource.field(row, "substitute"),
              Double.parseDouble(Resource.field(row, "penalty")));
    }
  }

  /** The table that comes with the program. */
  public static KindTable shared() {
    return Shared.TABLE;
  }

  /** All kinds, in alphabetical order. */
  public Collection<Kind> kinds() {
    return kinds.values();
  }

  /** The names of all kinds. */
  public Set<String> names() {
    return kinds.keySet();
  }

  /** The kind of that name, or null. */
  public @Nullable Kind kind(String name) {
    return kinds.get(name);
  }

  /** What sounds enough like a kind to stand in for it, each with a penalty between 0 and 1. */
  public Map<String, Double> substitutes(String kind) {
    return substitutes.getOrDefault(kind, Map.of());
  }

  /** How a kind usually sounds in time; unknown kinds count as events. */
  public Role role(List<String> names) {
    for (String name : names) {
      Kind kind = kinds.get(name);
      if (kind != null) {
        return kind.role();
      }
    }
    return Role.EVENT;
  }
}
