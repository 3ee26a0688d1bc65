/** Stems to one mix, and the mix below full scale: plain Java. */
@NullMarked
package rumorista.mix;

import org.jspecify.annotations.NullMarked;
