package rumorista.model;

import java.util.List;

/**
 * Dimensions of an MMAudio codec: a spectrogram autoencoder and the vocoder behind it.
 *
 * @param bands of the mel spectrogram
 * @param fftSize samples in an analysis window
 * @param hop samples from frame to frame; a latent token is two frames
 * @param width channels of the autoencoder's outermost level
 * @param vocoderWidth channels of the vocoder's innermost level
 * @param upsampling of the vocoder's levels; their product is {@code hop}
 */
public record CodecDimensions(
    int bands, int fftSize, int hop, int width, int vocoderWidth, List<Integer> upsampling) {
  /** Mel frames in a latent token. */
  public static final int FRAMES_PER_TOKEN = 2;

  /** Samples in a latent token. */
  public int samplesPerToken() {
    return FRAMES_PER_TOKEN * hop;
  }
}
