/** Ownership of native memory, weights on disk, and the settings of libtorch. */
@NullMarked
package rumorista.tensor;

import org.jspecify.annotations.NullMarked;
