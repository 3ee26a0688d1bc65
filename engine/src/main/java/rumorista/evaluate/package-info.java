/**
 * The figures that say how good a model is, each beside its baseline: {@code rumorista evaluate}.
 */
@NullMarked
package rumorista.evaluate;

import org.jspecify.annotations.NullMarked;
