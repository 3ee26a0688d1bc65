package rumorista.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the models that are at hand. */
@Command(
    name = "models",
    description = "Lists the models: those that come with the program, and those you name.",
    mixinStandardHelpOptions = true,
    versionProvider = RumoristaCommand.Version.class)
final class ModelsCommand implements Runnable {
  private static final String ROW = "%-12s  %-8s  %10s  %8s  %-16s  %-11s  %s%n";

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "A model's directory; may be given several times.")
  private List<Path> models = new ArrayList<>();

  @Option(names = "--json", description = "Print one JSON object a model.")
  private boolean json;

  @Override
  public void run() {
    List<ModelListing> listings = new ArrayList<>(ModelListing.allIn(Defaults.modelsDirectory()));
    models.forEach(directory -> listings.add(ModelListing.read(directory)));
    PrintWriter output = spec.commandLine().getOut();
    if (json) {
      listings.forEach(listing -> output.println(listing.toJson()));
      return;
    }
    if (listings.isEmpty()) {
      output.println("no models in " + Defaults.modelsDirectory());
      return;
    }
    output.printf(
        ROW, "NAME", "FAMILY", "PARAMETERS", "SIZE", "LICENCE", "SAMPLE RATE", "DIRECTORY");
    for (ModelListing listing : listings) {
      output.printf(
          ROW,
          listing.name(),
          listing.family(),
          "%.1f M".formatted(listing.parameters() / 1e6),
          "%.1f MB".formatted(listing.bytes() / 1e6),
          listing.licence(),
          listing.sampleRate() == 0 ? "?" : listing.sampleRate() + " Hz",
          listing.directory());
    }
  }
}
