package rumorista.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rumorista.evaluate.DetectorSeer;
import rumorista.evaluate.Figure;
import rumorista.evaluate.Things;
import rumorista.vision.Detector;
import rumorista.vision.onnx.Detectors;

/** Measures whether what is seen is there. */
@Command(
    name = "things",
    mixinStandardHelpOptions = true,
    description = "Are the words for what is seen right? On frames that a person has labelled.")
final class EvaluateThingsCommand implements Callable<Integer> {
  private static final String COCO = "COCO alone";
  private static final String OPEN_IMAGES = "Open Images alone";

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "A folder with the labelled films, in it or below.")
  private Path data = Path.of("");

  @Option(
      names = "--labels",
      paramLabel = "TSV",
      description =
          "Lines of film, seconds and things instead of the shipped ones; things are parted by"
              + " semicolons, names of a thing by bars, ? marks what is too unclear to count.")
  private @Nullable Path labels;

  @Option(
      names = "--detectors",
      paramLabel = "DIR",
      description = "The detectors' directory. Default: models/vision.")
  private Path detectors = Defaults.modelsDirectory().resolve("vision");

  @Option(names = "--json", description = "Print one JSON object a figure, with its parts.")
  private boolean json;

  @Option(names = "--quiet", description = "Tell nothing of the progress.")
  private boolean quiet;

  @Override
  public Integer call() {
    try (Detector joint = Detectors.load(detectors);
        Detector coco = Detectors.loadCoco(detectors);
        Detector openImages = Detectors.loadOpenImages(detectors)) {
      Map<String, DetectorSeer> seers = new LinkedHashMap<>();
      seers.put("both detectors, frame by frame", new DetectorSeer(joint));
      seers.put(COCO, new DetectorSeer(coco));
      seers.put(OPEN_IMAGES, new DetectorSeer(openImages));
      List<Figure> figures =
          new ArrayList<>(Things.run(seers, data, labels, EvaluateFlags.progress(spec, quiet)));
      figures.add(speed(List.copyOf(seers.values()), figures.getFirst().count()));
      return EvaluateFlags.print(spec, figures, json);
    }
  }

  private static Figure speed(List<DetectorSeer> seers, int frames) {
    Map<String, Double> beside = new LinkedHashMap<>();
    beside.put(COCO, seers.get(1).milliseconds());
    beside.put(OPEN_IMAGES, seers.get(2).milliseconds());
    double both = seers.getFirst().milliseconds();
    return new Figure("milliseconds a frame", both, frames, beside, Map.of());
  }
}
