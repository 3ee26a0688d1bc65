/** What every model family provides: it reads, imagines and sounds. */
@NullMarked
package rumorista.model;

import org.jspecify.annotations.NullMarked;
