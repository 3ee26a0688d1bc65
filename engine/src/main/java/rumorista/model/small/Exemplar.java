package rumorista.model.small;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import rumorista.Timeline;
import rumorista.signal.Events;
import rumorista.signal.MelBands;

/**
 * Recorded material that a sound may be modelled on: one or more recordings one after the other.
 *
 * @param levels mel levels in dB {@code [frames][bands]}; {@code timeline.length() *
 *     framesPerToken} frames
 * @param timeline of the material, one instant a token
 * @param starts tokens at which a recording begins; the first is 0
 */
public record Exemplar(float[][] levels, Timeline timeline, List<Integer> starts) {
  /** One recording; frames beyond the last whole token are dropped. */
  public static Exemplar of(
      MelBands bands, float[][] levels, int framesPerToken, double framesPerSecond) {
    int tokens = Math.max(1, levels.length / framesPerToken);
    float[][] whole = new float[tokens * framesPerToken][];
    for (int t = 0; t < whole.length; t++) {
      whole[t] = levels[Math.min(t, levels.length - 1)];
    }
    return new Exemplar(
        whole, Events.timeline(bands, whole, framesPerToken, framesPerSecond), List.of(0));
  }

  /** Several as one. */
  public static Exemplar join(List<Exemplar> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    int tokens = parts.stream().mapToInt(Exemplar::tokens).sum();
    float[] loudness = new float[tokens];
    float[] onset = new float[tokens];
    List<Integer> starts = new ArrayList<>();
    int at = 0;
    for (Exemplar part : parts) {
      for (int start : part.starts) {
        starts.add(at + start);
      }
      System.arraycopy(part.timeline.loudness(), 0, loudness, at, part.tokens());
      System.arraycopy(part.timeline.onset(), 0, onset, at, part.tokens());
      at += part.tokens();
    }
    float[][] levels =
        parts.stream().flatMap(part -> Stream.of(part.levels)).toArray(float[][]::new);
    return new Exemplar(
        levels, new Timeline(parts.getFirst().timeline.rate(), loudness, onset), starts);
  }

  public int tokens() {
    return timeline.length();
  }

  /** The level of its loudest instant, in dB. */
  public float peak() {
    return timeline.peak();
  }
}
