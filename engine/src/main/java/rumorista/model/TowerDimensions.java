package rumorista.model;

/**
 * Dimensions of a transformer that encodes pictures or words.
 *
 * @param size side of a picture in pixels, or words of a text
 * @param patch side of a patch in pixels, or words in the vocabulary
 * @param width of a token
 * @param depth blocks
 * @param heads attention heads
 */
public record TowerDimensions(int size, int patch, int width, int depth, int heads) {}
