package rumorista;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a sound is made for. A model takes of it what it knows to use.
 *
 * @param film for models that see; {@code null} if there is none
 * @param timeline for models that follow one; {@code null} leaves it to the model
 * @param start of the sound in the film, in seconds
 * @param seconds length of the sound
 */
public record Footage(
    @Nullable Path film, @Nullable Timeline timeline, double start, double seconds) {}
