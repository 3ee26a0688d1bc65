package rumorista.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rumorista.Progress;
import rumorista.SyntheticSound;
import rumorista.library.Manifest;
import rumorista.library.Recording;
import rumorista.model.ModelSpec;
import rumorista.signal.MelSpectrogram;
import rumorista.text.SentenceEncoder;

/**
 * Six short recordings of two kinds and three sources, made of arithmetic, and a tiny network to
 * learn them.
 */
record TinyCorpus(Path folder) {
  static final ModelSpec.Small SPEC =
      new ModelSpec.Small("tiny", "CC0-1.0", 32_000, 1024, 256, 20, 2, 16, 2, 2, 1, 24, Map.of());
  static final MelSpectrogram MEL =
      new MelSpectrogram(SPEC.sampleRate(), SPEC.fftSize(), SPEC.hop(), SPEC.bands());

  private static final SentenceEncoder SENTENCES = new SentenceEncoder();

  static TinyCorpus write(Path folder) throws IOException {
    Files.createDirectories(folder);
    StringBuilder manifest = new StringBuilder("file\tseconds\tclass\tcaption\tsource\n");
    for (int i = 0; i < 6; i++) {
      boolean hum = i % 2 == 0;
      double seconds = hum ? 1 + 0.2 * i : 0.15 + 0.05 * i;
      float[] sound = SyntheticSound.sine(110 * (i + 1), hum ? 0.2 : 0, seconds, 32_000);
      sound = SyntheticSound.sum(sound, SyntheticSound.noise(0.002, sound.length, i));
      if (!hum) {
        SyntheticSound.addClick(sound, 500, 0.6, i);
      }
      String file = (hum ? "hum" : "knock") + i + ".wav";
      SyntheticSound.writeWav(folder.resolve(file), sound, 32_000);
      manifest.append(
          "%s\t%.2f\t%s\t%s\tsource%d\n"
              .formatted(
                  file, seconds, hum ? "hum" : "knock", hum ? "a low hum" : "a knock", i / 2));
    }
    Files.writeString(folder.resolve(Manifest.FILE_NAME), manifest);
    return new TinyCorpus(folder);
  }

  List<Recording> recordings() {
    return Manifest.read(folder);
  }

  FeatureCache cache(Path file) {
    return FeatureCache.open(file, recordings(), MEL, Progress.NONE);
  }

  ExampleMaker examples(Path cacheFile) {
    List<Recording> recordings = recordings();
    return new ExampleMaker(
        SPEC,
        MEL.bands(),
        cache(cacheFile),
        recordings,
        IntStream.range(0, recordings.size()).boxed().toList(),
        SENTENCES);
  }
}
