package rumorista.generate;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.Progress;
import rumorista.SoundStream;
import rumorista.media.AudioReader;
import rumorista.media.Muxer;
import rumorista.media.SoundWriter;
import rumorista.provenance.Fingerprint;
import rumorista.watermark.Detection;
import rumorista.watermark.MarkKey;
import rumorista.watermark.MarkedSound;
import rumorista.watermark.Search;
import rumorista.watermark.Strength;
import rumorista.watermark.Watermark;

/**
 * A file on its way out. How strong its mark has to be is found on the sound alone; then the file
 * is written and listened to. It is written again only if its codec, or the film's own sound, has
 * left less of the mark than is wanted.
 */
final class MarkedOutput {
  private static final int DETECTOR_RATE = 16_000;

  private final Spool spool;
  private final List<MarkKey> keys;
  private final Release.Target target;
  private final Path file;
  private final Progress progress;
  private double heardFrom = Double.POSITIVE_INFINITY; // dB: the weakest mark that was heard
  private int writings;
  private @Nullable Fingerprint fingerprint;

  /**
   * @param spool the sound without mark
   * @param file written as it stands
   */
  MarkedOutput(
      Spool spool, List<MarkKey> keys, Release.Target target, Path file, Progress progress) {
    this.spool = spool;
    this.keys = keys;
    this.target = target;
    this.file = file;
    this.progress = progress;
  }

  /** Whether a file with such a mark may be released. */
  static boolean holds(Strength.Trial trial) {
    return trial.detection().marked() && !trial.audible();
  }

  /**
   * Writes the file with a mark as good as wanted.
   *
   * @return the mark as it was found in the file; if it does not hold, the file is not to be used,
   *     and may not have been written at all
   */
  Strength.Trial write(int id) {
    progress.report("marking", 0);
    Spool[] marked = new Spool[1]; // the sound with the mark that was tried last
    try {
      Strength.Trial alone =
          Strength.choose(
              Strength.DEFAULT,
              Strength.MOST,
              Strength.WANTED_ALONE_Z,
              strength -> {
                close(marked[0]);
                return markAlone(id, strength, marked);
              });
      Spool found = marked[0];
      if (found == null || !holds(alone)) {
        return alone;
      }
      // Where the sound alone did not get as far as wanted, all that is stronger has been tried.
      boolean reached = alone.detection().z() >= Strength.WANTED_ALONE_Z;
      double most = reached ? Math.min(Strength.MOST, heardFrom - 1e-9) : alone.strength();
      return Strength.choose(
          alone.strength(),
          most,
          Strength.WANTED_Z,
          strength ->
              strength == alone.strength()
                  ? written(found.read(), strength, alone.noiseToMask())
                  : markAndWrite(id, strength));
    } finally {
      close(marked[0]);
    }
  }

  /** Marks the sound into a spool of its own and looks there. */
  private Strength.Trial markAlone(int id, double strength, Spool[] result) {
    try (MarkedSound sound = Watermark.embed(spool.read(), keys, id, strength)) {
      Spool marked = Spool.of(sound, Path.of(file + ".marked.pcm"));
      result[0] = marked;
      if (sound.noiseToMask() > 0) {
        heardFrom = Math.min(heardFrom, strength);
      }
      Detection detection = Watermark.detect(marked.readMono(), keys, Search.UNSTRETCHED);
      return new Strength.Trial(strength, detection, sound.noiseToMask());
    }
  }

  private Strength.Trial markAndWrite(int id, double strength) {
    try (MarkedSound sound = Watermark.embed(spool.read(), keys, id, strength)) {
      Strength.Trial trial = written(sound, strength, 0);
      return new Strength.Trial(strength, trial.detection(), sound.noiseToMask());
    }
  }

  private Strength.Trial written(SoundStream sound, double strength, double noiseToMask) {
    return new Strength.Trial(strength, write(sound), noiseToMask);
  }

  /** Writes the file as it is without mark, and tells what is found in it all the same. */
  Detection writeUnmarked() {
    return write(spool.read());
  }

  private Detection write(SoundStream sound) {
    writings++;
    if (target.film() == null) {
      SoundWriter.write(sound, file);
    } else {
      Muxer.mux(target.film(), sound, file, target.sourceAudio());
    }
    progress.report("listening for the mark", 0.5);
    try (Fingerprint.Tap tap = new Fingerprint.Tap(AudioReader.open(file, DETECTOR_RATE, 1))) {
      Detection detection = Watermark.detect(tap, keys, Search.PLAIN);
      fingerprint = tap.fingerprint();
      return detection;
    }
  }

  /** How often the file was written: once, but for the rare one that needs a stronger mark. */
  int writings() {
    return writings;
  }

  /** Of the sound of the file that was written last. */
  Fingerprint fingerprint() {
    if (fingerprint == null) {
      throw new IllegalStateException("nothing was written");
    }
    return fingerprint;
  }

  private static void close(@Nullable Spool spool) {
    if (spool != null) {
      spool.close();
    }
  }
}
