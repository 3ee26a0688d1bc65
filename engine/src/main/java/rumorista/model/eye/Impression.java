package rumorista.model.eye;

/**
 * What the eye sees of a film, instant by instant, before anything is decided.
 *
 * @param rate instants a second
 * @param level loudness: 1 at the loudest, 0 at silence
 * @param onset probability of an attack
 * @param moved largest change of brightness of any part of the picture, 0 to 1
 */
public record Impression(double rate, float[] level, float[] onset, float[] moved) {}
