package rumorista.train;

/**
 * A window for the tagger to learn from.
 *
 * @param levels the network's numbers, {@code [frame][band]} row by row
 * @param kinds share of each kind; they add up to 1
 */
record TaggerExample(float[] levels, float[] kinds) {}
