/** The words that every part of Rumorista shares: plain Java, no native memory. */
@NullMarked
package rumorista;

import org.jspecify.annotations.NullMarked;
