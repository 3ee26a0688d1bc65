/** The straight line from a film and a prompt to a soundtrack. */
@NullMarked
package rumorista.generate;

import org.jspecify.annotations.NullMarked;
