package rumorista.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.bytedeco.pytorch.global.torch;
import rumorista.library.Manifest;
import rumorista.library.Recording;
import rumorista.model.ModelSpec;
import rumorista.model.VocoderSpec;
import rumorista.model.small.Vocoder;
import rumorista.signal.MelSpectrogram;
import rumorista.tensor.StateDict;

/** {@code rumorista train vocoder}: from a folder of recordings to the weights of a vocoder. */
public final class VocoderTraining {
  /** What is written into the out folder: the averaged weights, 16 bit. */
  public static final String WEIGHTS = "vocoder.safetensors";

  private static final int EXAMPLE_FRAMES = 64;

  private VocoderTraining() {}

  /**
   * Trains, or goes on training, and writes {@link #WEIGHTS}.
   *
   * @param model whose mel spectrogram is made sound of
   * @param data folder with a manifest
   * @param cacheFile where the decoded recordings are kept
   * @param heldOut sources that are not trained on
   * @param lines is told of the progress, line by line
   * @return steps done in all
   */
  public static long run(
      VocoderSpec spec,
      ModelSpec.Small model,
      Path data,
      Path cacheFile,
      Set<String> heldOut,
      TrainingOptions options,
      Consumer<String> lines) {
    List<Recording> recordings = Manifest.read(data);
    List<Integer> used = HeldOut.others(recordings, heldOut, lines);
    MelSpectrogram mel =
        new MelSpectrogram(model.sampleRate(), model.fftSize(), model.hop(), model.bands());
    torch.manual_seed(options.seed());
    Vocoder vocoder = new Vocoder(spec, mel);
    lines.accept(
        "%,d parameters"
            .formatted(StateDict.of(vocoder).values().stream().mapToLong(t -> t.numel()).sum()));
    try (SoundCache sounds =
        SoundCache.open(cacheFile, recordings, model.sampleRate(), new EveryTenth(lines))) {
      Trainer trainer =
          new Trainer(
              new VocoderTask(vocoder, mel, sounds, used, options, EXAMPLE_FRAMES), options);
      long steps = trainer.run(new TrainingLog(options, lines));
      StateDict.save(options.out().resolve(WEIGHTS), trainer.average(), true);
      return steps;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
