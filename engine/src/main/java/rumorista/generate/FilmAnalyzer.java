package rumorista.generate;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import rumorista.Background;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.Timeline;
import rumorista.VideoFrames;
import rumorista.look.Eyes;
import rumorista.look.FilmAnalysis;
import rumorista.look.Onlooker;
import rumorista.look.Sight;
import rumorista.media.FrameFan;
import rumorista.media.MediaInfo;
import rumorista.media.VideoReader;
import rumorista.model.eye.Eye;
import rumorista.model.eye.EyeSpec;

/**
 * Watches a film in one decoding pass: an eye tells when things happen, detectors tell what is
 * there. Both read the frames side by side.
 */
public final class FilmAnalyzer {
  private final Path eyeFolder;

  /**
   * @param eyeFolder with {@code model.json} and weights of an eye
   */
  public FilmAnalyzer(Path eyeFolder) {
    this.eyeFolder = eyeFolder;
  }

  /**
   * What is seen in a film.
   *
   * @param eyes what looks for things; {@link Eyes#none} finds shots and motion only
   * @throws rumorista.RumoristaException {@code UNREADABLE_MEDIA} if it is no film
   */
  public FilmAnalysis analyze(Path film, Supplier<Eyes> eyes, Progress progress) {
    EyeSpec spec = Eye.spec(eyeFolder);
    if (spec.frameRate() != Onlooker.FRAME_RATE) {
      throw RumoristaException.badModel(
          "%s: an eye for %s frames a second; wanted one for %.0f: train it with that rate",
          eyeFolder, spec.frameRate(), Onlooker.FRAME_RATE);
    }
    MediaInfo info = MediaInfo.probe(film);
    List<VideoReader.Size> sizes =
        List.of(
            new VideoReader.Size(spec.columns(), spec.rows()),
            Onlooker.frameSize(info.width(), info.height()));
    try (FrameFan fan = FrameFan.open(film, Onlooker.FRAME_RATE, sizes)) {
      CompletableFuture<Timeline> watching =
          Background.begin("watching", () -> watch(fan.view(0), progress));
      try (Eyes open = eyes.get();
          VideoFrames frames = fan.view(1)) {
        Sight sight = new Onlooker(open).look(frames, Progress.NONE);
        Timeline activity = watching.join();
        return new FilmAnalysis(sight.with(activity, open.words()), activity);
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : e;
      } finally {
        fan.view(0).close();
        watching.handle((result, failure) -> "ended").join();
      }
    }
  }

  private Timeline watch(VideoFrames frames, Progress progress) {
    try (frames) {
      return Eye.load(eyeFolder).watch(frames, progress);
    }
  }
}
