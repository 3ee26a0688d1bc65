package rumorista.train;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import rumorista.library.Recording;

/** Keeps whole sources out of training, since recordings of a source share a style. */
final class HeldOut {
  private HeldOut() {}

  /**
   * The numbers of the recordings that may be learned from; tells how many, and of unknown sources.
   */
  static List<Integer> others(
      List<Recording> recordings, Set<String> heldOut, Consumer<String> lines) {
    heldOut.stream()
        .filter(source -> recordings.stream().noneMatch(r -> r.source().equals(source)))
        .forEach(source -> lines.accept("held out, but not in the manifest: " + source));
    List<Integer> others =
        IntStream.range(0, recordings.size())
            .filter(i -> !heldOut.contains(recordings.get(i).source()))
            .boxed()
            .toList();
    lines.accept(
        "%d recordings, %d held out".formatted(others.size(), recordings.size() - others.size()));
    return others;
  }
}
