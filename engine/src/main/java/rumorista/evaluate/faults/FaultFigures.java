package rumorista.evaluate.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rumorista.Progress;
import rumorista.Waveform;
import rumorista.evaluate.Figure;
import rumorista.measure.Fault;

/**
 * Whether the silence of the click and seam detectors counts: the share of inserted faults that
 * they find, and how often they find one in sounds as they are.
 */
public final class FaultFigures {
  private FaultFigures() {}

  /**
   * Measures the detectors on recordings and, beside them, on other sounds.
   *
   * @param data recordings with a manifest
   * @param tuning on the sources by which the thresholds were chosen, rather than on the others
   * @param sounds a folder of generated sounds, or null
   * @param most how many recordings at most
   */
  public static List<Figure> run(
      Path data, boolean tuning, @Nullable Path sounds, int most, long seed, Progress progress) {
    FaultTrials trials = new FaultTrials();
    FaultCount recorded = new FaultCount();
    measure(Sounds.recordings(data, tuning), most, seed, trials, recorded, progress);
    FaultTrials soundTrials = new FaultTrials();
    FaultCount generated = new FaultCount();
    if (sounds != null) {
      List<Path> files = Sounds.files(sounds);
      measure(files, files.size(), seed, soundTrials, generated, progress);
    }
    List<Figure> figures = new ArrayList<>();
    for (InsertedKind kind : InsertedKind.values()) {
      figures.add(found(kind, trials, soundTrials));
    }
    for (Fault.Kind kind : Fault.Kind.values()) {
      figures.add(perMinute(kind, recorded, generated));
    }
    return figures;
  }

  private static void measure(
      List<Path> files,
      int most,
      long seed,
      FaultTrials trials,
      FaultCount count,
      Progress progress) {
    int used = Math.min(most, files.size());
    List<Path> chosen =
        IntStream.range(0, used)
            .mapToObj(i -> files.get((int) ((long) i * files.size() / used)))
            .toList();
    for (int i = 0; i < used; i++) {
      Path file = chosen.get(i);
      int names = file.getNameCount();
      String name = file.subpath(Math.max(0, names - 2), names).toString();
      Waveform sound = Sounds.read(file);
      List<Fault> known = count.add(name, sound);
      trials.add(name, sound, known, seed + i);
      progress.report("faults", (i + 1.0) / used);
    }
  }

  private static Figure found(InsertedKind kind, FaultTrials recorded, FaultTrials generated) {
    Map<String, Double> beside = new LinkedHashMap<>();
    Interval interval = Interval.of(recorded.hits(kind), recorded.of(kind).size());
    beside.put("Wilson 95 % from", interval.low());
    beside.put("to", interval.high());
    Double sufficient = recorded.sufficient(kind);
    beside.put("95 % from strength", sufficient == null ? Double.NaN : sufficient);
    if (!generated.of(kind).isEmpty()) {
      beside.put("in the sounds", generated.share(kind));
      beside.put("of", (double) generated.of(kind).size());
    }
    Map<String, Double> missed = new TreeMap<>();
    for (FaultTrials.Trial trial : recorded.of(kind)) {
      if (!trial.found()) {
        missed.put(trial.name(), trial.strength());
      }
    }
    int count = recorded.of(kind).size();
    return new Figure(kind.words() + " found", recorded.share(kind), count, beside, missed);
  }

  private static Figure perMinute(Fault.Kind kind, FaultCount recorded, FaultCount generated) {
    Map<String, Double> beside = new LinkedHashMap<>();
    beside.put(
        "without edges", (recorded.faults(kind) - recorded.atEdges(kind)) / recorded.minutes());
    beside.put("share of recordings with one", recorded.share(kind));
    beside.put("Wilson 95 % from", recorded.shareWith(kind).low());
    beside.put("to", recorded.shareWith(kind).high());
    beside.put("minutes", recorded.minutes());
    if (generated.sounds() > 0) {
      double inside = generated.faults(kind) - generated.atEdges(kind);
      beside.put("in the sounds without edges", inside / generated.minutes());
      beside.put("in the sounds", generated.perMinute(kind));
      beside.put("their count", (double) generated.faults(kind));
      beside.put("their minutes", generated.minutes());
    }
    String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new Figure(
        name + " a minute, untouched",
        recorded.perMinute(kind),
        recorded.sounds(),
        beside,
        recorded.parts(kind));
  }
}
