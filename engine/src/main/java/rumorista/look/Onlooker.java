package rumorista.look;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import rumorista.Progress;
import rumorista.VideoFrames;
import rumorista.media.MediaInfo;
import rumorista.media.VideoReader;

/** Looks at a film from beginning to end. What it remembers does not grow with the pictures. */
public final class Onlooker {
  private static final int LONGER_SIDE = 480; // pixels of the pictures that are looked at
  private static final double SHORT = 4; // seconds: ambience goes on under so short a shot

  private final Eyes eyes;

  public Onlooker(Eyes eyes) {
    this.eyes = eyes;
  }

  /**
   * What is seen of a film.
   *
   * @throws rumorista.RumoristaException {@code UNREADABLE_MEDIA} if it is none
   */
  public Sight look(Path film, Progress progress) {
    MediaInfo info = MediaInfo.probe(film);
    double scale = (double) LONGER_SIDE / Math.max(1, Math.max(info.width(), info.height()));
    int width = Math.max(Glance.WIDTH, (int) Math.round(scale * info.width()));
    int height = Math.max(Glance.HEIGHT, (int) Math.round(scale * info.height()));
    try (VideoReader frames = VideoReader.open(film, ShotFinder.FRAME_RATE, width, height)) {
      return look(frames, progress);
    }
  }

  /**
   * What is seen in pictures.
   *
   * @param frames 25 a second, at least 96 x 54 pixels; read to their end, not closed
   */
  public Sight look(VideoFrames frames, Progress progress) {
    try (ShotWatcher watcher = new ShotWatcher(eyes, frames.width(), frames.height())) {
      double expected = Math.max(1, frames.seconds() * frames.frameRate());
      int index = 0;
      for (byte[] picture = frames.read(); picture != null; picture = frames.read()) {
        watcher.add(picture);
        index++;
        if (index % 10 == 0) {
          progress.report("looking", Math.min(1, index / expected));
        }
      }
      List<Shot> shots = spanned(watcher.finish());
      return new Sight(index / ShotFinder.FRAME_RATE, shots, watcher.openMouths());
    }
  }

  /** Ambience that is seen before and after a short shot goes on under it. */
  private List<Shot> spanned(List<Shot> shots) {
    List<Shot> spanned = new ArrayList<>(shots);
    for (int i = 1; i + 1 < shots.size(); i++) {
      Shot shot = shots.get(i);
      Set<String> before = eyes.words().ambience(spanned.get(i - 1).words());
      Set<String> after = eyes.words().ambience(shots.get(i + 1).words());
      if (shot.seconds() < SHORT) {
        String words = shot.words();
        for (String ambience : before) {
          boolean spans = after.contains(ambience) && !words.contains(ambience);
          words = !spans ? words : words.isEmpty() ? ambience : words + ", " + ambience;
        }
        spanned.set(i, shot.saying(words));
      }
    }
    return spanned;
  }
}
