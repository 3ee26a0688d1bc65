package rumorista.model;

/**
 * What leads a window of a sound, twice, for classifier-free guidance.
 *
 * @param wanted leads towards what was asked for
 * @param unwanted leads towards what any sound, or the negative prompt, would be
 */
public record Guide<C>(C wanted, C unwanted) {}
