package rumorista.look;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rumorista.Progress;
import rumorista.VideoFrames;
import rumorista.media.MediaInfo;
import rumorista.media.VideoReader;

/** Looks at a film from beginning to end. What it remembers does not grow with the pictures. */
public final class Onlooker {
  /** Frames a second that are looked at. */
  public static final double FRAME_RATE = ShotFinder.FRAME_RATE;

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
    VideoReader.Size size = frameSize(info.width(), info.height());
    try (VideoReader frames = VideoReader.open(film, FRAME_RATE, size.width(), size.height())) {
      return look(frames, progress);
    }
  }

  /** The size in which frames of a film of {@code width} x {@code height} are looked at. */
  public static VideoReader.Size frameSize(int width, int height) {
    double scale = (double) LONGER_SIDE / Math.max(1, Math.max(width, height));
    return new VideoReader.Size(
        Math.max(Glance.WIDTH, (int) Math.round(scale * width)),
        Math.max(Glance.HEIGHT, (int) Math.round(scale * height)));
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
      return new Sight(
          index / ShotFinder.FRAME_RATE, shots, watcher.openMouths(), watcher.motion());
    }
  }

  /** Ambience that is seen before and after a short shot goes on under it. */
  private List<Shot> spanned(List<Shot> shots) {
    List<Shot> spanned = new ArrayList<>(shots);
    for (int i = 1; i + 1 < shots.size(); i++) {
      Shot shot = shots.get(i);
      if (shot.seconds() < SHORT) {
        List<Sounding> sounds = new ArrayList<>(shot.sounds());
        for (Sounding before : spanned.get(i - 1).sounds()) {
          if (before.ambience() && says(shots.get(i + 1), before) && !says(shot, before)) {
            sounds.add(before);
          }
        }
        spanned.set(i, shot.sounding(sounds));
      }
    }
    return spanned;
  }

  private static boolean says(Shot shot, Sounding sounding) {
    return shot.sounds().stream().anyMatch(other -> other.words().equals(sounding.words()));
  }
}
