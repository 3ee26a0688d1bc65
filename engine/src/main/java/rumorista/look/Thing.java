package rumorista.look;

/**
 * Something that is seen for a while.
 *
 * @param name in small letters, as words: {@code "dog"}, {@code "rain"}
 * @param confidence 0 to 1: how sure what sees it is, on average over the time
 * @param start in seconds of the film
 * @param end in seconds of the film
 */
public record Thing(String name, double confidence, double start, double end) {}
