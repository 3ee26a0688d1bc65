package rumorista.watermark;

import java.util.OptionalInt;

/**
 * A stretch of sound that is marked.
 *
 * @param startSeconds from the start of the sound
 * @param endSeconds from the start of the sound
 * @param key whose mark it is
 * @param id what the mark says, where it can be read
 * @param z the strongest correlation in it, over 2.56 s, in units of what is expected by chance
 */
public record Segment(
    double startSeconds, double endSeconds, MarkKey key, OptionalInt id, double z) {}
