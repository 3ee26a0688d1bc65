/** Training, part of the product. Nothing depends on this package. */
@NullMarked
package rumorista.train;

import org.jspecify.annotations.NullMarked;
