package rumorista.evaluate;

import static rumorista.RumoristaException.invalidInput;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import rumorista.Progress;
import rumorista.Waveform;
import rumorista.measure.Calibration;
import rumorista.measure.Tagger;
import rumorista.measure.TaggerCard;
import rumorista.media.AudioReader;
import rumorista.model.tagger.TaggerInput;

/**
 * How well the tagger agrees with the verdicts of an independent one. A calibration is fitted to
 * the verdicts of every second kind; the other kinds tell how well it does.
 */
public final class TaggerAgreement {
  private record Row(Verdict verdict, String kind, double[] evidence, double score) {}

  private final List<Row> rows = new ArrayList<>();
  private final Set<String> fittedKinds = new TreeSet<>();

  private TaggerAgreement() {}

  /** Scores every judged sound of a folder with a {@value Verdict#FILE_NAME}. */
  public static TaggerAgreement of(Tagger tagger, Path folder, Progress progress) {
    TaggerAgreement agreement = new TaggerAgreement();
    Map<String, List<String>> kinds = PromptKinds.all();
    List<Verdict> verdicts = Verdict.read(folder);
    for (Verdict verdict : verdicts) {
      List<String> wanted = kinds.get(verdict.prompt());
      if (wanted == null) {
        throw invalidInput(
            "%s: no kinds are known for the prompt \"%s\"; wanted one of %s",
            verdict.file(), verdict.prompt(), kinds.keySet());
      }
      Waveform sound = AudioReader.readAll(verdict.file(), TaggerInput.SAMPLE_RATE, 1);
      agreement.rows.add(
          new Row(
              verdict,
              wanted.getFirst(),
              tagger.evidence(sound, wanted),
              tagger.score(sound, wanted)));
      progress.report("tagging", (double) agreement.rows.size() / verdicts.size());
    }
    int number = 0;
    for (String kind : new TreeSet<>(agreement.rows.stream().map(Row::kind).toList())) {
      if (number++ % 2 == 0) {
        agreement.fittedKinds.add(kind);
      }
    }
    return agreement;
  }

  /** Fits to the verdicts of every second kind. */
  public Calibration fit() {
    return fit(true);
  }

  private Calibration fit(boolean toFittedKinds) {
    List<Row> used =
        rows.stream().filter(row -> fittedKinds.contains(row.kind) == toFittedKinds).toList();
    return Calibration.fit(
        used.stream().map(Row::evidence).toList(),
        used.stream().map(row -> row.verdict.heard()).toList());
  }

  /** The same sounds, scored by a calibration. */
  public TaggerAgreement by(Calibration calibration) {
    TaggerAgreement other = new TaggerAgreement();
    other.fittedKinds.addAll(fittedKinds);
    rows.forEach(row ->
        other.rows.add(new Row(row.verdict, row.kind, row.evidence, calibration.of(row.evidence))));
    return other;
  }

  /** The same sounds, each scored by a calibration that was fitted to the other half of kinds. */
  public TaggerAgreement crossed() {
    TaggerAgreement other = new TaggerAgreement();
    other.fittedKinds.addAll(fittedKinds);
    Calibration first = fit(true);
    Calibration second = fit(false);
    for (Row row : rows) {
      Calibration fair = fittedKinds.contains(row.kind) ? second : first;
      other.rows.add(new Row(row.verdict, row.kind, row.evidence, fair.of(row.evidence)));
    }
    return other;
  }

  /** Area under the ROC curve over all sounds. */
  public double auc() {
    return roc(rows).area();
  }

  /** The same over the kinds that a calibration is fitted to, or over the others. */
  double auc(boolean ofFittedKinds) {
    return roc(rows.stream()
            .filter(row -> fittedKinds.contains(row.kind) == ofFittedKinds)
            .toList())
        .area();
  }

  private static Roc roc(List<Row> rows) {
    Roc roc = new Roc();
    rows.forEach(row -> roc.add(row.score, row.verdict.heard()));
    return roc;
  }

  private Map<String, List<Row>> groups() {
    Map<String, List<Row>> groups = new LinkedHashMap<>();
    rows.forEach(
        row -> groups.computeIfAbsent(row.verdict.group(), group -> new ArrayList<>()).add(row));
    return groups;
  }

  private static double mean(List<Row> rows) {
    return rows.stream().mapToDouble(Row::score).average().orElse(Double.NaN);
  }

  /** The mean score of each group. */
  public Map<String, Double> groupMeans() {
    Map<String, Double> means = new LinkedHashMap<>();
    groups().forEach((group, members) -> means.put(group, mean(members)));
    return means;
  }

  /** For a table. */
  public List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    Map<String, Double> halves = new LinkedHashMap<>();
    halves.put("kinds of the fit", auc(true));
    halves.put("other kinds", auc(false));
    halves.put("chance", 0.5);
    figures.add(
        Figure.of("AUC per sound against an independent tagger", auc(), rows.size(), halves));
    groups()
        .forEach((group, members) -> {
          Roc roc = roc(members);
          Map<String, Double> beside = new LinkedHashMap<>();
          beside.put("heard by the independent tagger", roc.positiveShare());
          beside.put("AUC within the group", roc.area());
          figures.add(Figure.of("mean score, " + group, mean(members), roc.count(), beside));
        });
    return figures;
  }

  /** For the tagger's card: all figures of kinds that nothing was fitted to. */
  public Map<String, Object> record() {
    TaggerAgreement shipped = by(fit());
    TaggerAgreement fair = crossed();
    Map<String, Object> record = new LinkedHashMap<>();
    record.put(TaggerCard.AUC, rounded(shipped.auc(false)));
    record.put("auc_of_kinds_fitted_to", rounded(shipped.auc(true)));
    record.put("auc_each_half_by_a_fit_to_the_other", rounded(fair.auc()));
    record.put("sounds", rows.size());
    Map<String, Object> means = new LinkedHashMap<>();
    fair.groupMeans().forEach((group, mean) -> means.put(group, rounded(mean)));
    record.put("group_means_each_half_by_a_fit_to_the_other", means);
    record.put("fitted_to", List.copyOf(fittedKinds));
    return record;
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
