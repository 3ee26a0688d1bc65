package rumorista.generate;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.CueSheet;
import rumorista.Prompt;
import rumorista.Timeline;

/**
 * A finished result.
 *
 * @param file that was written
 * @param number counted from 1
 * @param seconds length of the sound
 * @param seed that makes it again
 * @param prompt what was asked for
 * @param seen words for what was seen, each once; {@code null} if nobody looked for things
 * @param activity what happens in the film, as it was seen or given; {@code null} if nobody knows
 * @param cues what sounds when
 * @param remarks what should be known of it, such as that nothing in the library sounds like a word
 * @param generator what made it
 * @param credits of the recordings that it draws on
 * @param watermarkId what its mark says; {@code null} if it has none
 * @param warning why it has none; {@code null} if it has one
 * @param workSeconds how long it took, without watching and loading
 */
public record Take(
    Path file,
    int number,
    double seconds,
    long seed,
    Prompt prompt,
    @Nullable List<String> seen,
    @Nullable Timeline activity,
    CueSheet cues,
    List<String> remarks,
    String generator,
    List<String> credits,
    @Nullable Integer watermarkId,
    @Nullable String warning,
    double workSeconds) {}
