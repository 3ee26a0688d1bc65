package rumorista.generate;

import java.nio.file.Path;
import rumorista.Progress;
import rumorista.cue.Shelves;

/** Opens what makes the sound of a setup. */
final class Backends {
  private Backends() {}

  static Backend open(Setup setup, Progress progress) {
    if (setup.model() != null) {
      Foley.prepare();
      Path library = setup.libraries().isEmpty() ? null : setup.libraries().getLast();
      return new ModelBackend(setup, Foley.load(setup.model(), library, setup.device()));
    }
    Shelves shelves = Shelves.open(setup.libraries(), setup.home(), progress);
    return new SampleBackend(shelves);
  }
}
