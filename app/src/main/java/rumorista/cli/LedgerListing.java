package rumorista.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import rumorista.provenance.LedgerEntry;
import rumorista.provenance.Origin;

/** An entry of the ledger, for people and for programs. */
record LedgerListing(LedgerEntry entry) {
  String toJson() {
    return json().toString();
  }

  /** A line a field. */
  String toText() {
    StringBuilder lines = new StringBuilder();
    json()
        .properties()
        .forEach(field ->
            lines.append("%-13s %s%n".formatted(field.getKey(), clean(field.getValue().asText()))));
    return lines.toString();
  }

  private ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("sequence", entry.sequence()).put("time", entry.time().toString());
    json.put("id", entry.watermarkId() == null ? null : Origin.hex(entry.watermarkId()));
    json.put("marked", entry.marked());
    LedgerEntry.Work work = entry.work();
    if (work == null) {
      json.put("reserved", true);
    } else {
      json.put("file", work.file())
          .put("sha256", work.fileSha256())
          .put("model", work.model())
          .put("promptSha256", work.promptSha256())
          .put("key", work.key())
          .put("manifest", work.manifestSha256());
    }
    if (entry.clockBehindSeconds() > 0) {
      json.put("clockBehindSeconds", entry.clockBehindSeconds());
    }
    return json.put("hash", entry.hash());
  }

  /** What a file is called must not steer the terminal. */
  static String clean(String text) {
    return text.replaceAll("\\p{C}+", " ");
  }
}
