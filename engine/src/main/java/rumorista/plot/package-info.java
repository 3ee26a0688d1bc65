/** Pictures of sounds and of training, as PNG files. Works without a screen. */
@NullMarked
package rumorista.plot;

import org.jspecify.annotations.NullMarked;
