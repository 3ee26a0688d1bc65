package rumorista.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.Progress;
import rumorista.Prompt;
import rumorista.RumoristaException;
import rumorista.SoundStream;
import rumorista.Stem;
import rumorista.SyntheticSound;
import rumorista.Waveform;
import rumorista.media.AudioReader;
import rumorista.media.Muxer;
import rumorista.media.Muxer.SourceAudio;
import rumorista.media.TestFilms;
import rumorista.provenance.Contribution;
import rumorista.provenance.Ledger;
import rumorista.provenance.LedgerEntry;
import rumorista.provenance.Origin;
import rumorista.provenance.Provenance;
import rumorista.provenance.Verification;
import rumorista.watermark.Detection;
import rumorista.watermark.MarkKey;
import rumorista.watermark.Search;
import rumorista.watermark.Strength;
import rumorista.watermark.Watermark;

class ReleaseTest {
  private static final int RATE = 32_000;
  private static final Release.Work WORK =
      new Release.Work(new Prompt("rain", ""), 7, new Origin.Model("tiny", "1", "00"));

  @TempDir Path folder;

  private static float[] rain(double seconds) {
    return SyntheticSound.noise(0.1, (int) (seconds * RATE), 5);
  }

  /** One click: too little to carry anything. */
  private static float[] click() {
    float[] sound = new float[3 * RATE];
    SyntheticSound.addClick(sound, RATE, 0.5, 1);
    return sound;
  }

  private Release.Released release(float[] sound, String name, Release.Policy policy) {
    Release.Target target =
        new Release.Target(folder.resolve(name), false, null, SourceAudio.REPLACE);
    return new Release(policy)
        .release(SoundStream.of(Waveform.mono(sound, RATE)), target, WORK, Progress.NONE);
  }

  private Release.Policy policy(boolean allowUnmarked, MarkKey... keys) {
    return new Release.Policy(folder.resolve("home"), List.of(keys), allowUnmarked, false, "test");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.wav", "out.mp3", "out.m4a", "out.opus", "out.flac"})
  void whatLeavesIsMarkedSignedAndEntered(String name) throws IOException {
    Release.Released released = release(rain(5), name, policy(false, MarkKey.PUBLIC));
    Path output = folder.resolve(name);
    assertNull(released.warning());
    Integer id = Objects.requireNonNull(released.watermarkId());
    Detection heard;
    try (AudioReader reader = AudioReader.open(output, 16_000, 1)) {
      heard = Watermark.detect(reader, List.of(MarkKey.PUBLIC), Search.PLAIN);
    }
    assertTrue(heard.marked());
    assertEquals(id, heard.id().orElseThrow());
    assertEquals(Verification.State.VALID, Provenance.verify(output, List.of()).state());
    Ledger ledger = Ledger.open(folder.resolve("home"));
    LedgerEntry entry = Objects.requireNonNull(ledger.find(id));
    assertEquals(name, Objects.requireNonNull(entry.work()).file());
    assertEquals(0, ledger.verify().missingManifests().size());
  }

  @Test
  void bothKeysFindTheirMark() {
    MarkKey own = MarkKey.random();
    release(rain(6), "both.wav", policy(false, MarkKey.PUBLIC, own));
    for (MarkKey key : List.of(MarkKey.PUBLIC, own)) {
      try (AudioReader reader = AudioReader.open(folder.resolve("both.wav"), 16_000, 1)) {
        assertTrue(Watermark.detect(reader, List.of(key), Search.PLAIN).marked(), key.id());
      }
    }
  }

  @Test
  void whatCannotBeMarkedStaysHere() throws IOException {
    Release.Policy strict = policy(false, MarkKey.PUBLIC);
    RumoristaException failure =
        assertThrows(RumoristaException.class, () -> release(click(), "click.wav", strict));
    assertEquals(RumoristaException.Kind.UNMARKABLE, failure.kind());
    assertTrue(Objects.requireNonNull(failure.getMessage()).contains("click.wav: not released"));
    assertEquals(List.of("home"), files());
  }

  @Test
  void anOperatorMayLetItGoAndTheLedgerSaysSo() {
    Release.Released released = release(click(), "click.wav", policy(true, MarkKey.PUBLIC));
    assertNull(released.watermarkId());
    assertTrue(Objects.requireNonNull(released.warning()).contains("not marked"));
    List<LedgerEntry> works =
        Ledger.open(folder.resolve("home")).entries().stream()
            .filter(entry -> entry.work() != null)
            .toList();
    assertEquals(1, works.size());
    assertFalse(works.getFirst().marked());
  }

  @Test
  void silenceIsNothingToMark() {
    Release.Released released =
        release(new float[3 * RATE], "silence.wav", policy(false, MarkKey.PUBLIC));
    assertNull(released.watermarkId());
    assertTrue(Objects.requireNonNull(released.warning()).contains("silence"));
    assertTrue(Files.exists(folder.resolve("silence.wav")));
  }

  @Test
  void nothingIsLeftOfASoundThatBreaksOff() throws IOException {
    SoundStream broken =
        new SoundStream() {
          private int blocks;

          @Override
          public int sampleRate() {
            return RATE;
          }

          @Override
          public int channels() {
            return 1;
          }

          @Override
          public Waveform read() {
            if (blocks++ == 3) {
              throw new IllegalStateException("broken");
            }
            return Waveform.mono(new float[RATE], RATE);
          }
        };
    Release.Target target =
        new Release.Target(folder.resolve("a.wav"), false, null, SourceAudio.REPLACE);
    Release release = new Release(policy(false, MarkKey.PUBLIC));
    assertThrows(
        IllegalStateException.class, () -> release.release(broken, target, WORK, Progress.NONE));
    assertEquals(List.of(), files());
  }

  private MarkedOutput output(Spool spool, @Nullable Path film, SourceAudio own, String name) {
    Release.Target target = new Release.Target(folder.resolve(name), false, film, own);
    return new MarkedOutput(
        spool, List.of(MarkKey.PUBLIC), target, folder.resolve(name), Progress.NONE);
  }

  @Test
  void aFilmIsWrittenOnceWithTheStrengthThatWasFoundOnTheSound() {
    Path film = TestFilms.film(5).write(folder.resolve("film.mp4"));
    try (Spool spool = Spool.of(SoundStream.of(Waveform.mono(rain(5), RATE)), path("a.pcm"))) {
      MarkedOutput output = output(spool, film, SourceAudio.REPLACE, "out.mp4");
      Strength.Trial trial = output.write(77);
      assertTrue(MarkedOutput.holds(trial));
      assertTrue(trial.detection().z() >= Strength.WANTED_Z, () -> "" + trial.detection().z());
      assertEquals(77, trial.detection().id().orElseThrow());
      assertEquals(1, output.writings());
    }
  }

  /** The film's own sound, which is not marked, hides the mark of what is mixed with it. */
  @Test
  void aFilmThatLeavesLessOfTheMarkIsWrittenAgainWithAStrongerOne() {
    Path film = TestFilms.film(5).write(folder.resolve("film.mp4"));
    try (Spool spool = Spool.of(SoundStream.of(Waveform.mono(rain(5), RATE)), path("a.pcm"))) {
      MarkedOutput alone = output(spool, film, SourceAudio.REPLACE, "alone.mp4");
      double wanted = alone.write(77).strength();
      MarkedOutput mixed = output(spool, hissing(), SourceAudio.MIX, "mixed.mp4");
      Strength.Trial trial = mixed.write(77);
      assertTrue(mixed.writings() > 1, () -> "z " + trial.detection().z());
      assertTrue(trial.strength() > wanted);
      assertTrue(trial.noiseToMask() < 0);
    }
  }

  /** A film whose own sound is noise, louder than the rain. */
  private Path hissing() {
    Path silent = TestFilms.film(5).write(folder.resolve("silent.mp4"));
    Path film = folder.resolve("hissing.mp4");
    float[] hiss = SyntheticSound.noise(0.2, 5 * RATE, 99);
    Muxer.mux(silent, SoundStream.of(Waveform.mono(hiss, RATE)), film, SourceAudio.REPLACE);
    return film;
  }

  @Test
  void whatCannotBeMarkedIsNotWrittenAtAll() {
    try (Spool spool = Spool.of(SoundStream.of(Waveform.mono(click(), RATE)), path("a.pcm"))) {
      MarkedOutput output = output(spool, null, SourceAudio.REPLACE, "out.wav");
      assertFalse(MarkedOutput.holds(output.write(77)));
      assertEquals(0, output.writings());
      assertFalse(Files.exists(folder.resolve("out.wav")));
    }
  }

  @Test
  void aWorkOfSeveralContributionsIsTold() throws IOException {
    List<Contribution> parts =
        List.of(
            new Contribution(
                Stem.AMBIENCE,
                new Contribution.Library(
                    "field",
                    "2",
                    "cd",
                    null,
                    List.of(new Contribution.Credit("Rain", "Ann", "CC0-1.0", "npm:rain"))),
                new Prompt("rain", ""),
                1),
            new Origin.Model("tiny", "1", "00").contribution(new Prompt("steps", ""), 2));
    Release.Target target =
        new Release.Target(folder.resolve("out.wav"), false, null, SourceAudio.REPLACE);
    Release.Released released =
        new Release(policy(false, MarkKey.PUBLIC))
            .release(
                SoundStream.of(Waveform.mono(rain(5), RATE)),
                target,
                new Release.Work(new Prompt("rain, steps", ""), 7, parts),
                Progress.NONE);
    Verification.Claim claim =
        Objects.requireNonNull(
            Provenance.verify(folder.resolve("out.wav"), List.of()).claim(), "a claim");
    assertEquals(
        List.of("Rain, by Ann (CC0-1.0), from npm:rain"),
        claim.contributions().getFirst().credits());
    LedgerEntry entry =
        Ledger.open(folder.resolve("home")).find(Objects.requireNonNull(released.watermarkId()));
    LedgerEntry.Work work = Objects.requireNonNull(Objects.requireNonNull(entry).work());
    assertEquals("field+tiny", work.model());
    assertEquals(Stem.EFFECTS, work.contributions().getLast().stem());
    assertEquals(2, work.contributions().getLast().seed());
    assertEquals(List.of("home", "out.wav"), files());
  }

  private Path path(String name) {
    return folder.resolve(name);
  }
}
