package rumorista.generate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rumorista.Background;
import rumorista.Progress;
import rumorista.Prompt;
import rumorista.RumoristaException;
import rumorista.SoundStream;
import rumorista.media.Muxer;
import rumorista.media.Muxer.SourceAudio;
import rumorista.media.OutputFile;
import rumorista.media.SoundWriter;
import rumorista.provenance.Contribution;
import rumorista.provenance.Fingerprint;
import rumorista.provenance.Keys;
import rumorista.provenance.Ledger;
import rumorista.provenance.Origin;
import rumorista.provenance.Provenance;
import rumorista.provenance.Sha256;
import rumorista.watermark.Detection;
import rumorista.watermark.MarkKey;
import rumorista.watermark.Strength;

/**
 * The only way out. A sound is written with a watermark in it; the finished file is listened to,
 * signed and entered into the ledger; only then does it appear under its name. A file in which the
 * mark is not found does not.
 */
public final class Release {
  private final Policy policy;
  private final Ledger ledger;

  /**
   * What an operator decides.
   *
   * @param home of keys and ledger
   * @param markKeys that a sound is marked with: one or two
   * @param allowUnmarked whether a sound that cannot be marked is let go without mark; the ledger
   *     and the manifest say so
   * @param disclosePrompt whether the manifest says the prompt in words, not only its hash
   * @param software the version of what makes the sound
   */
  public record Policy(
      Path home,
      List<MarkKey> markKeys,
      boolean allowUnmarked,
      boolean disclosePrompt,
      String software) {
    /** The public mark, and the keys and the ledger of this user. */
    public static Policy standard() {
      return new Policy(Keys.home(), List.of(MarkKey.PUBLIC), false, false, "library");
    }
  }

  /**
   * Where a sound goes.
   *
   * @param output the extension decides what is written
   * @param force whether a file there may be replaced
   * @param film whose sound it becomes; {@code null} if the sound is to stand alone
   * @param sourceAudio what becomes of the film's own sound
   */
  public record Target(Path output, boolean force, @Nullable Path film, SourceAudio sourceAudio) {}

  /**
   * What a sound is, for its manifest.
   *
   * @param prompt of the whole request
   * @param seed of the whole request
   * @param contributions what each part of it was made by: one at least
   */
  public record Work(Prompt prompt, long seed, List<Contribution> contributions) {
    public Work {
      contributions = List.copyOf(contributions);
    }

    /** A sound that one model made. */
    public Work(Prompt prompt, long seed, Origin.Model model) {
      this(prompt, seed, List.of(model.contribution(prompt, seed)));
    }
  }

  /**
   * What was released.
   *
   * @param watermarkId what the mark says; {@code null} if there is no mark
   * @param detection of the finished file
   * @param warning why it is not marked; {@code null} if it is
   */
  public record Released(
      @Nullable Integer watermarkId, Detection detection, @Nullable String warning) {}

  public Release(Policy policy) {
    this.policy = policy;
    this.ledger = Ledger.open(policy.home());
  }

  /**
   * Releases a sound, pulled to its end and not closed.
   *
   * @throws RumoristaException {@code UNMARKABLE} if the mark is not found in the finished file
   *     however strong, unless the policy allows that; as {@link Muxer#mux} and {@link
   *     SoundWriter#write} do. Nothing is left under the output's name then.
   */
  public Released release(SoundStream sound, Target target, Work work, Progress progress) {
    return release(sound, target, () -> work, progress);
  }

  /**
   * The same of a sound whose contributions are known once it has been pulled.
   *
   * @param work is asked for after the last sample
   */
  public Released release(
      SoundStream sound, Target target, Supplier<Work> work, Progress progress) {
    try (OutputFile file = OutputFile.create(target.output, target.force)) {
      return release(sound, target, work, file, progress);
    }
  }

  private Released release(
      SoundStream sound, Target target, Supplier<Work> work, OutputFile file, Progress progress) {
    try (Spool spool = Spool.of(sound, Path.of(file.path() + ".pcm"))) {
      CompletableFuture<Provenance.Preparation> preparation =
          Background.begin(
              "signing",
              () -> Provenance.prepare(Keys.open(policy.home()).signingKey(), target.film));
      try {
        MarkedOutput marked =
            new MarkedOutput(spool, policy.markKeys, target, file.path(), progress);
        Released released = write(marked, spool, target);
        sign(released, marked.fingerprint(), spool, target, work.get(), file, preparation);
        return released;
      } finally {
        preparation.exceptionally(failure -> null).join(); // it reads the film
      }
    } catch (RumoristaException failure) { // which should name the file that the user knows
      String message = String.valueOf(failure.getMessage());
      throw new RumoristaException(
          failure.kind(),
          message.replace(file.path().toString(), target.output.toString()),
          failure);
    }
  }

  /** Writes the file with a mark that is found in it again. */
  private Released write(MarkedOutput output, Spool spool, Target target) {
    if (spool.isSilent()) {
      Detection nothing = output.writeUnmarked();
      return new Released(null, nothing, "not marked: it is silence: there is nothing to mark");
    }
    int id = ledger.allocateId(spool.sha256());
    Strength.Trial trial = output.write(id);
    if (MarkedOutput.holds(trial)) {
      return new Released(id, trial.detection(), null);
    }
    String reason =
        "the watermark is not found in it (z %.1f, bound 1e%.1f; wanted 1e-6), not without being"
                .formatted(trial.detection().z(), trial.detection().log10FalsePositiveBound())
            + " heard: too short or too sparse a sound";
    if (policy.allowUnmarked) {
      return new Released(null, output.writeUnmarked(), "not marked: " + reason);
    }
    throw new RumoristaException(
        RumoristaException.Kind.UNMARKABLE,
        "%s: not released, for %s; make it longer or louder".formatted(target.output, reason));
  }

  private void sign(
      Released released,
      Fingerprint fingerprint,
      Spool spool,
      Target target,
      Work work,
      OutputFile file,
      CompletableFuture<Provenance.Preparation> preparation) {
    Origin origin = origin(target, work, released.watermarkId);
    Provenance.Preparation prepared = result(preparation);
    Provenance.Signed signed = Provenance.sign(file.path(), origin, prepared);
    ledger.append(
        origin.title(),
        Sha256.of(file.path()),
        spool.sha256(),
        origin,
        prepared.key(),
        policy.markKeys.stream().map(MarkKey::id).toList(),
        signed,
        fingerprint);
    signed.writeSidecar(target.output, target.force);
    file.commit();
  }

  private static <T> T result(CompletableFuture<T> work) {
    try {
      return work.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RumoristaException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private Origin origin(Target target, Work work, @Nullable Integer watermarkId) {
    return new Origin(
        String.valueOf(target.output.getFileName()),
        work.contributions,
        work.prompt,
        policy.disclosePrompt,
        work.seed,
        watermarkId,
        target.film,
        policy.software,
        Instant.now());
  }
}
