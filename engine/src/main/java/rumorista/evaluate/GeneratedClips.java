package rumorista.evaluate;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.measure.EverydaySound;
import rumorista.media.SoundWriter;

/** Sounds of the model's own, without watermark: for measuring what a watermark does to them. */
public final class GeneratedClips {
  private GeneratedClips() {}

  /**
   * Writes everyday sounds, one a folder.
   *
   * @param folder is there
   * @return the folders
   */
  public static List<Path> write(Studio studio, Path folder, int count, double seconds) {
    List<EverydaySound> kinds = EverydaySound.all();
    List<Path> folders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      EverydaySound kind = kinds.get(i % kinds.size());
      Path own = folder.resolve("generated %d %s".formatted(i + 1, kind.words()));
      Waveform take = studio.take(kind.prompt(), seconds, i);
      try {
        Files.createDirectories(own);
      } catch (IOException e) {
        throw invalidInput("%s: cannot be written (%s)", own, e.getMessage());
      }
      SoundWriter.write(SoundStream.of(take), own.resolve("sound.wav"));
      folders.add(own);
      studio.done("generating", i + 1, count);
    }
    return folders;
  }
}
