/** Layers that model families share. */
@NullMarked
package rumorista.nn;

import org.jspecify.annotations.NullMarked;
