package rumorista.model.mmaudio;

import rumorista.model.CodecDimensions;

/**
 * How many of everything a window has.
 *
 * @param tokens of the latent
 * @param pictures that CLIP sees
 * @param instants that Synchformer finds
 */
record Lengths(int tokens, int pictures, int instants) {
  static final double CLIP_RATE = 8; // pictures a second
  static final double SYNC_RATE = 25;
  private static final int INSTANTS = 8; // of a segment

  /** Those of a sound of that many seconds. */
  static Lengths of(double seconds, int sampleRate, CodecDimensions codec) {
    double tokens = seconds * sampleRate / codec.hop() / CodecDimensions.FRAMES_PER_TOKEN;
    return new Lengths((int) Math.ceil(tokens), pictures(seconds), instants(seconds));
  }

  static int pictures(double seconds) {
    return (int) (CLIP_RATE * seconds);
  }

  static int instants(double seconds) {
    double segments = (seconds * SYNC_RATE - Synchformer.SEGMENT) / Synchformer.STEP + 1;
    return (int) Math.floor(segments) * INSTANTS;
  }

  /** Segments that Synchformer sees. */
  int segments() {
    return instants / INSTANTS;
  }

  /** The same, with a picture and a segment where a sound is too short for one. */
  Lengths atLeastOne() {
    return new Lengths(tokens, Math.max(1, pictures), Math.max(INSTANTS, instants));
  }
}
