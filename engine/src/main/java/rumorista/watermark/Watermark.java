package rumorista.watermark;

import static rumorista.RumoristaException.invalidInput;

import java.util.List;
import rumorista.SoundStream;
import rumorista.Waveform;

/** Marks sound and finds the mark again: the whole of this package in two verbs. */
public final class Watermark {
  /** The largest id of a mark. */
  public static final int LARGEST_ID = Payload.LARGEST_ID;

  private Watermark() {}

  /**
   * The sound with the mark in it, as it is pulled: as long, at the same rate, with as many
   * channels. Memory does not grow with length. Silence stays silence.
   *
   * @param sound is taken over: closing the result closes it
   * @param keys one or two; two share the strength
   * @param id 0 to {@link #LARGEST_ID}: what the mark says
   * @param strength in dB, {@link Strength#LEAST} to {@link Strength#MOST}
   * @throws rumorista.RumoristaException {@code INVALID_INPUT} if an argument is out of range
   */
  public static MarkedSound embed(SoundStream sound, List<MarkKey> keys, int id, double strength) {
    if (keys.isEmpty() || keys.size() > 2) {
      throw invalidInput("%d watermark keys; wanted one or two", keys.size());
    }
    if (!(strength >= Strength.LEAST && strength <= Strength.MOST)) {
      throw invalidInput(
          "watermark strength %.2f dB; wanted %.2f to %.2f",
          strength, Strength.LEAST, Strength.MOST);
    }
    int message = Payload.of(id);
    float[] pattern = new float[Grid.CHIPS];
    float share = 1 / (float) Math.sqrt(keys.size());
    for (MarkKey key : keys) {
      float[] signs = new Chips(key).pattern(message);
      for (int i = 0; i < pattern.length; i++) {
        pattern[i] += share * signs[i];
      }
    }
    return new Embedder(sound, pattern, strength);
  }

  /** As {@link #embed(SoundStream, List, int, double)}, of a short sound at once. */
  public static Waveform embed(Waveform sound, List<MarkKey> keys, int id, double strength) {
    try (SoundStream marked = embed(SoundStream.of(sound), keys, id, strength)) {
      return marked.readAll();
    }
  }

  /**
   * Looks for marks in a sound to its end. Memory does not grow with length, but for what is found.
   *
   * @param sound of any rate from 8 kHz on and any number of channels; not closed
   * @param keys whose marks are looked for
   * @throws rumorista.RumoristaException {@code INVALID_INPUT} if there is no key
   */
  public static Detection detect(SoundStream sound, List<MarkKey> keys, Search search) {
    if (keys.isEmpty()) {
      throw invalidInput("no watermark key; wanted at least one to look for");
    }
    return new Detector(keys, search).detect(sound);
  }
}
