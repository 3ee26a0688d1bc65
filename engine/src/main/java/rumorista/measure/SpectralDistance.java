package rumorista.measure;

import java.util.List;
import rumorista.Waveform;
import rumorista.signal.MelSpectrogram;

/**
 * How differently two sounds of equal timing are coloured: mean absolute difference of their
 * log-mel levels in dB at three resolutions (after Yamamoto, Song & Kim 2020). 0 is the same; level
 * counts, phase does not.
 */
public final class SpectralDistance {
  private static final List<Integer> SIZES = List.of(512, 1024, 2048);
  private static final int BANDS = 80;
  private static final float DEEPEST = 80; // dB below the loudest moment: deeper is not heard

  private SpectralDistance() {}

  /**
   * Of two mono sounds of the same sample rate, over the stretch that both cover.
   *
   * @throws IllegalArgumentException if they differ in sample rate or are not mono
   */
  public static double of(Waveform reference, Waveform sound) {
    if (reference.sampleRate() != sound.sampleRate()
        || reference.channels() != 1
        || sound.channels() != 1) {
      throw new IllegalArgumentException("wanted two mono sounds of one sample rate");
    }
    double sum = 0;
    for (int size : SIZES) {
      MelSpectrogram mel = new MelSpectrogram(sound.sampleRate(), size, size / 4, BANDS);
      sum += difference(mel.of(reference.samples()[0]), mel.of(sound.samples()[0]));
    }
    return sum / SIZES.size();
  }

  private static double difference(float[][] reference, float[][] sound) {
    float peak = MelSpectrogram.FLOOR;
    for (float[] frame : reference) {
      for (float level : frame) {
        peak = Math.max(peak, level);
      }
    }
    float floor = Math.max(MelSpectrogram.FLOOR, peak - DEEPEST);
    int frames = Math.min(reference.length, sound.length);
    double sum = 0;
    for (int t = 0; t < frames; t++) {
      for (int b = 0; b < BANDS; b++) {
        sum += Math.abs(Math.max(floor, reference[t][b]) - Math.max(floor, sound[t][b]));
      }
    }
    return frames == 0 ? 0 : sum / frames / BANDS;
  }
}
