package rumorista.train;

/**
 * One window for the judge to learn from.
 *
 * @param levels {@code [instant][band]}, flat, in the network's numbers
 * @param kinds how much of each kind is in it; sums to one
 */
record JudgeExample(float[] levels, float[] kinds) {}
