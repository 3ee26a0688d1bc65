package rumorista.look;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.vision.Detector;
import rumorista.vision.FaceReader;
import rumorista.vision.onnx.Detectors;

/**
 * What a film is looked at with.
 *
 * @param detectors that find things in single pictures
 * @param faces reads mouths; {@code null} leaves mouths out
 * @param scenes tells rain from fire; {@code null} leaves scenes out
 * @param describer says in words what a picture sounds like, beside the table; {@code null} if
 *     nobody does
 * @param words from things to sounds
 */
public record Eyes(
    List<Detector> detectors,
    @Nullable FaceReader faces,
    @Nullable SceneHead scenes,
    @Nullable Describer describer,
    Words words)
    implements AutoCloseable {
  /**
   * The shipped ones.
   *
   * @param vision the folder of the detectors, {@code models/vision}
   * @param scenes the folder of the scene head, {@code models/scenes}
   * @param ownWords a table whose lines come before the shipped ones, or {@code null}
   */
  public static Eyes open(Path vision, Path scenes, @Nullable Path ownWords) {
    Words words = Words.read(ownWords);
    SceneHead head = SceneHead.load(scenes);
    Detector detector = Detectors.load(vision);
    try {
      return new Eyes(List.of(detector), Detectors.loadFaces(vision), head, null, words);
    } catch (RuntimeException e) {
      detector.close();
      throw e;
    }
  }

  /** What finds shots and motion, but no things. */
  public static Eyes none() {
    return new Eyes(List.of(), null, null, null, Words.read(null));
  }

  /** The same with someone who describes pictures. */
  public Eyes with(@Nullable Describer other) {
    return new Eyes(detectors, faces, scenes, other, words);
  }

  @Override
  public void close() {
    detectors.forEach(Detector::close);
    if (faces != null) {
      faces.close();
    }
    if (describer != null) {
      describer.close();
    }
  }
}
