package rumorista.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import rumorista.SoundStream;
import rumorista.Subject;
import rumorista.Waveform;
import rumorista.cue.Cast;
import rumorista.cue.Casting;
import rumorista.library.Anatomy;
import rumorista.library.Recording;
import rumorista.media.SoundWriter;

/** Recordings made of arithmetic: knocks, a steady noise and a held tone. */
record MadeLibrary(List<Cast.Part> knocks, Cast.Part noise, Cast.Part tone) implements Casting {
  static final int RATE = 48_000;
  static final int KNOCK_ONSET = 4_800; // sample at which a knock begins in its file

  /** Writes the recordings. */
  static MadeLibrary in(Path folder) {
    List<Cast.Part> knocks = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      knocks.add(part(folder.resolve("knock" + i + ".wav"), knock(300 + 130 * i)));
    }
    float[] steady = new float[4 * RATE];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < steady.length; i++) {
      steady[i] = (float) (0.1 * random.nextGaussian());
    }
    float[] tone = new float[2 * RATE];
    for (int i = 0; i < tone.length; i++) {
      double fade = Math.min(1, Math.min(i, tone.length - i) / 2_400.0);
      tone[i] = (float) (0.3 * fade * Math.sin(2 * Math.PI * 440 * i / RATE));
    }
    return new MadeLibrary(
        knocks, part(folder.resolve("noise.wav"), steady), part(folder.resolve("tone.wav"), tone));
  }

  /** A tenth of a second of nothing, then a tone that dies away. */
  private static float[] knock(double frequency) {
    float[] samples = new float[RATE];
    for (int i = KNOCK_ONSET; i < samples.length; i++) {
      double t = (double) (i - KNOCK_ONSET) / RATE;
      samples[i] = (float) (0.6 * Math.exp(-t * 18) * Math.cos(2 * Math.PI * frequency * t));
    }
    return samples;
  }

  private static Cast.Part part(Path file, float[] samples) {
    Waveform sound = Waveform.mono(samples, RATE);
    SoundWriter.write(SoundStream.of(sound), file);
    String name = String.valueOf(file.getFileName());
    Recording recording =
        new Recording(file, sound.seconds(), name, name, name, "made", "CC0-1.0", "CC0/PD", "us");
    return new Cast.Part(recording, Anatomy.of(sound));
  }

  @Override
  public Cast of(Subject subject) {
    return switch (subject.kind()) {
      case "knock" -> new Cast(subject.thing(), knocks, 1, true, 0.5, false, "");
      case "noise" -> new Cast(subject.thing(), List.of(noise), 1, false, 0.5, false, "");
      case "tone" -> new Cast(subject.thing(), List.of(tone), 0, false, 0.5, false, "");
      default -> new Cast(subject.thing(), List.of(), 0, false, 0.5, false, "nothing");
    };
  }
}
