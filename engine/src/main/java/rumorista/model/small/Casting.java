package rumorista.model.small;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import rumorista.Prompt;
import rumorista.Waveform;
import rumorista.library.Recording;
import rumorista.library.SoundLibrary;
import rumorista.media.AudioReader;
import rumorista.model.ModelSpec;
import rumorista.signal.MelSpectrogram;

/**
 * Chooses the recordings that play the parts of a prompt: "rain, and a dog barking" has two parts,
 * and each part is cast with a recording that answers it, joined by its siblings if it is short.
 */
final class Casting {
  private static final Pattern PARTS = Pattern.compile("[,;.]|\\band\\b");
  private static final int LARGEST_CAST = 3;
  private static final double ALIKE = 0.03; // scores this close to the best are as good
  private static final double UNHEARD_OF =
      0.3; // a part that nothing answers better is left to the network
  private static final double NAMED = 0.45; // a further part must name something as well as that
  private static final double ENOUGH_SECONDS = 4;
  private static final double LONGEST_SECONDS = 12;

  private final ModelSpec.Small spec;
  private final MelSpectrogram mel;
  private final SoundLibrary library;
  private final Map<Path, Exemplar> heard = new HashMap<>();

  Casting(ModelSpec.Small spec, MelSpectrogram mel, SoundLibrary library) {
    this.spec = spec;
    this.mel = mel;
    this.library = library;
  }

  /** A part of the prompt and what plays it. */
  record Role(Exemplar exemplar, List<Recording> recordings) {}

  /** One role for each part of the prompt that the library answers; the first leads. */
  List<Role> cast(Prompt prompt, RandomGenerator random) {
    List<Role> roles = new ArrayList<>();
    for (String part : parts(prompt.text())) {
      List<SoundLibrary.Match> matches = library.rank(part, prompt.negative());
      double least = roles.isEmpty() ? UNHEARD_OF : NAMED;
      if (!matches.isEmpty() && matches.getFirst().score() > least) {
        roles.add(role(matches, random));
      }
    }
    return roles;
  }

  /** The parts of a text that name something; a short text is one part. */
  private static List<String> parts(String text) {
    List<String> parts =
        PARTS.splitAsStream(text).map(String::strip).filter(part -> part.length() > 2).toList();
    return parts.size() > LARGEST_CAST ? parts.subList(0, LARGEST_CAST) : parts;
  }

  private Role role(List<SoundLibrary.Match> matches, RandomGenerator random) {
    double best = matches.getFirst().score();
    List<Recording> good =
        matches.stream()
            .filter(m -> m.score() >= best - ALIKE)
            .map(SoundLibrary.Match::recording)
            .toList();
    Recording lead = good.get(random.nextInt(good.size()));
    List<Recording> siblings =
        new ArrayList<>(
            good.stream()
                .filter(r ->
                    !r.equals(lead)
                        && r.source().equals(lead.source())
                        && r.caption().equals(lead.caption()))
                .toList());
    List<Recording> chosen = new ArrayList<>(List.of(lead));
    double seconds = lead.seconds();
    while (seconds < ENOUGH_SECONDS && !siblings.isEmpty()) {
      Recording next = siblings.remove(random.nextInt(siblings.size()));
      chosen.add(next);
      seconds += next.seconds();
    }
    return new Role(Exemplar.join(chosen.stream().map(this::hear).toList()), chosen);
  }

  private Exemplar hear(Recording recording) {
    return heard.computeIfAbsent(
        recording.file(),
        file -> {
          Waveform sound = AudioReader.readAll(file, spec.sampleRate(), 1);
          float[] samples = sound.samples()[0];
          int longest = (int) (LONGEST_SECONDS * spec.sampleRate());
          float[] heardSamples =
              samples.length <= longest ? samples : Arrays.copyOf(samples, longest);
          return Exemplar.of(
              mel.bands(),
              mel.of(heardSamples.length == 0 ? new float[spec.hop()] : heardSamples),
              spec.framesPerToken(),
              spec.tokenRate() * spec.framesPerToken());
        });
  }
}
