package rumorista.generate;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rumorista.Device;
import rumorista.look.Eyes;
import rumorista.provenance.Keys;

/**
 * What works with.
 *
 * @param libraries folders of recordings, in order of preference
 * @param eye folder of the network that sees when things happen
 * @param eyes opens what looks for things
 * @param model folder of a network that imagines sound from words instead of placing recordings;
 *     {@code null} to place recordings
 * @param steps of the network's solver; {@code null} for what suits it
 * @param guidance of the network; {@code null} for what suits it
 * @param device where the network runs
 * @param home where keys, the ledger and caches lie
 */
public record Setup(
    List<Path> libraries,
    Path eye,
    Supplier<Eyes> eyes,
    @Nullable Path model,
    @Nullable Integer steps,
    @Nullable Double guidance,
    Device device,
    Path home) {
  /**
   * The shipped models and library.
   *
   * @param models the folder {@code models} of an installation
   */
  public static Setup shipped(Path models) {
    return new Setup(
        List.of(models.resolve("library")),
        models.resolve("eye"),
        () -> Eyes.open(models.resolve("vision"), models.resolve("scenes"), null),
        null,
        null,
        null,
        Device.CPU,
        Keys.home());
  }

  /** The same with other libraries. */
  public Setup with(List<Path> otherLibraries) {
    return new Setup(otherLibraries, eye, eyes, model, steps, guidance, device, home);
  }
}
