package rumorista.train;

import java.util.SplittableRandom;
import rumorista.model.small.Vocoder;
import rumorista.signal.GriffinLim;
import rumorista.signal.MelSpectrogram;
import rumorista.signal.PhaseField;
import rumorista.signal.Spectrum;

/**
 * A piece of sound as the vocoder sees it, and what it shall find; all flat.
 *
 * @param levels {@code [frame][bin]} in dB: what the mel spectrogram says of the magnitudes
 * @param truth {@code [output][frame][bin]}
 * @param weight {@code [3][frame][bin]}: how much the turn along time, the turn along frequency and
 *     the level matter; each sums to one
 */
record PhaseExample(float[] levels, float[] truth, float[] weight) {
  private static final double COMPRESSION = 0.6; // of magnitudes, into what matters
  private static final float FAINT = 1e-4f; // weight of a faint place, of a full-scale tone's
  private static final double BLURRED = 0.5; // share of examples whose levels are not exact
  private static final double LARGEST_BLUR = 2; // dB
  private static final float LARGEST_GAIN = 2; // in 10 dB, asked of the magnitudes

  static PhaseExample of(float[] sound, MelSpectrogram mel, SplittableRandom random) {
    float[][] levels = mel.of(sound);
    if (random.nextDouble() < BLURRED) {
      double blur = random.nextDouble(LARGEST_BLUR);
      for (float[] frame : levels) {
        for (int b = 0; b < frame.length; b++) {
          frame[b] =
              (float) Math.max(MelSpectrogram.FLOOR, frame[b] + blur * random.nextGaussian());
        }
      }
    }
    float[][] magnitude = new GriffinLim(mel, 0, 0).magnitudes(levels);
    Spectrum spectrum = Spectrum.of(mel, sound);
    PhaseField field = PhaseField.of(spectrum, mel);
    int frames = levels.length;
    int bins = mel.bins() - 1;
    int plane = frames * bins;
    PhaseExample example =
        new PhaseExample(
            new float[plane], new float[Vocoder.OUTPUTS * plane], new float[3 * plane]);
    float[] loudness = new float[plane];
    for (int t = 0; t < frames; t++) {
      mel.decibels(magnitude[t], example.levels, t * bins);
      mel.decibels(spectrum.magnitudes(t), loudness, t * bins);
      for (int k = 0; k < bins; k++) {
        int at = t * bins + k;
        example.truth[at] = field.alongTime()[t][2 * k];
        example.truth[at + plane] = field.alongTime()[t][2 * k + 1];
        example.truth[at + 2 * plane] = field.alongFrequency()[t][2 * k];
        example.truth[at + 3 * plane] = field.alongFrequency()[t][2 * k + 1];
        example.truth[at + 4 * plane] =
            Math.clamp((loudness[at] - example.levels[at]) / 10, -LARGEST_GAIN, LARGEST_GAIN);
      }
    }
    example.weigh(loudness, frames, bins);
    return example;
  }

  private void weigh(float[] loudness, int frames, int bins) {
    int plane = frames * bins;
    for (int at = 0; at < plane; at++) {
      float before = at < bins ? MelSpectrogram.FLOOR : loudness[at - bins];
      float below = at % bins == 0 ? MelSpectrogram.FLOOR : loudness[at - 1];
      weight[at] = importance((loudness[at] + before) / 2);
      weight[at + plane] = importance((loudness[at] + below) / 2);
      weight[at + 2 * plane] = importance(loudness[at]);
    }
    for (int kind = 0; kind < 3; kind++) {
      double sum = 0;
      for (int at = kind * plane; at < (kind + 1) * plane; at++) {
        sum += weight[at];
      }
      for (int at = kind * plane; at < (kind + 1) * plane; at++) {
        weight[at] /= (float) (sum + FAINT * plane);
      }
    }
  }

  private static float importance(float level) {
    return level <= MelSpectrogram.FLOOR ? 0 : (float) Math.pow(10, level / 20 * COMPRESSION);
  }
}
