package rumorista.evaluate;

import static rumorista.RumoristaException.invalidInput;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rumorista.media.MediaInfo;
import rumorista.media.VideoReader;
import rumorista.vision.Detection;
import rumorista.vision.Detector;

/** The words of a detector, each frame by itself. */
public final class DetectorSeer implements Seer {
  private static final int LARGEST_WIDTH = 640;

  /** Pictures a second: moments lie on a grid of half seconds. */
  private static final double RATE = 2;

  private final Detector detector;
  private final List<Double> milliseconds = new ArrayList<>();

  /** Does not close the detector. */
  public DetectorSeer(Detector detector) {
    this.detector = detector;
  }

  @Override
  public List<Map<String, Double>> see(Path film, double[] seconds) {
    MediaInfo info = MediaInfo.probe(film);
    int width = Math.clamp(info.width(), 1, LARGEST_WIDTH);
    int height = Math.max(1, Math.round((float) width * info.height() / info.width()));
    List<Map<String, Double>> seen = new ArrayList<>();
    try (VideoReader frames = VideoReader.open(film, RATE, width, height)) {
      byte[] picture = frames.read();
      for (long index = 0; picture != null && seen.size() < seconds.length; index++) {
        if (Math.round(seconds[seen.size()] * RATE) == index) {
          seen.add(words(picture, width, height));
        }
        picture = frames.read();
      }
    }
    if (seen.size() < seconds.length) {
      throw invalidInput(
          "%s: ends before %s seconds, where something was labelled: it is another film",
          film, seconds[seen.size()]);
    }
    return seen;
  }

  private Map<String, Double> words(byte[] picture, int width, int height) {
    Map<String, Double> words = new HashMap<>();
    long start = System.nanoTime();
    List<Detection> detections = detector.detect(picture, width, height);
    milliseconds.add((System.nanoTime() - start) / 1e6);
    for (Detection detection : detections) {
      words.merge(detection.label(), detection.confidence(), Math::max);
    }
    return words;
  }

  /** Median time for a picture so far; {@code NaN} before the first. */
  public double milliseconds() {
    double[] sorted = milliseconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  @Override
  public Set<String> words() {
    return detector.labels();
  }
}
