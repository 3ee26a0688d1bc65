package rumorista.model.mmaudio;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import rumorista.model.CodecDimensions;
import rumorista.model.FlowDimensions;
import rumorista.model.ModelSpec;
import rumorista.model.TowerDimensions;

/** The published networks. */
public enum MmAudioVariant {
  SMALL_16K(16, 448, 7, 4, 8, false, "af93cde404179f58e3919ac085b8033b"),
  SMALL_44K(44, 448, 7, 4, 8, false, "babd74c884783d13701ea2820a5f5b6d"),
  MEDIUM_44K(44, 896, 14, 4, 8, false, "5a56b6665e45a1e65ada534defa903d0"),
  LARGE_44K(44, 896, 14, 7, 14, false, "fed96c325a6785b85ce75ae1aafd2673"),
  LARGE_44K_V2(44, 896, 14, 7, 14, true, "01ad4464f049b2d7efdaa4c1a59b8dfe");

  /** Of all published weights but CLIP's, which are under Apple's research licence. */
  static final String LICENCE = "CC-BY-NC-4.0";

  private static final double WINDOW_SECONDS = 8;
  private static final int STEPS = 25;
  private static final double GUIDANCE = 4.5;

  private final int kilohertz;
  private final FlowDimensions flow;
  private final String md5;

  MmAudioVariant(
      int kilohertz, int width, int heads, int joint, int fused, boolean second, String md5) {
    int channels = kilohertz == 16 ? 20 : 40;
    this.kilohertz = kilohertz;
    this.flow =
        new FlowDimensions(channels, width, heads, joint, fused, second, 1024, 768, 1024, 77);
    this.md5 = md5;
  }

  /** As the publisher spells it: {@code small_16k}. */
  public String published() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What an imported model is. */
  ModelSpec.MmAudio spec(Map<String, Object> training) {
    boolean low = kilohertz == 16;
    return new ModelSpec.MmAudio(
        "mmaudio-" + published().replace('_', '-'),
        LICENCE,
        low ? 16_000 : 44_100,
        WINDOW_SECONDS,
        STEPS,
        GUIDANCE,
        flow,
        low
            ? new CodecDimensions(80, 1024, 256, 384, 1536, List.of(4, 4, 2, 2, 2, 2))
            : new CodecDimensions(128, 2048, 512, 512, 1536, List.of(8, 4, 2, 2, 2, 2)),
        new TowerDimensions(224, 16, 768, 12, 12),
        new TowerDimensions(378, 14, 1280, 32, 16),
        new TowerDimensions(77, 49408, 1024, 24, 16),
        384,
        1024,
        training);
  }

  /** The published files that it is made of. */
  List<PublishedFile> files() {
    boolean low = kilohertz == 16;
    return List.of(
        PublishedFile.flow(published(), md5),
        low
            ? PublishedFile.autoencoder("v1-16.pth", "vae_16k", "69f56803f59a549a1a507c93859fd4d7")
            : PublishedFile.autoencoder("v1-44.pth", "vae_44k", "fab020275fa44c6589820ce025191600"),
        low
            ? PublishedFile.vocoder(
                "best_netG.pt", "bigvgan_16k", "eeaf372a38a9c31c362120aba2dde292")
            : PublishedFile.vocoder("bigvgan_generator.pt", "bigvgan_44k", null),
        PublishedFile.synchformer(),
        PublishedFile.clip());
  }
}
