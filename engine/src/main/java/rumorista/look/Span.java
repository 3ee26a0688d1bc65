package rumorista.look;

/**
 * A stretch of time.
 *
 * @param start in seconds
 * @param end in seconds
 */
public record Span(double start, double end) {}
