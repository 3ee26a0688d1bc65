/** Procedural films of rain, fire, waves and the like, and of all that is none of them. */
@NullMarked
package rumorista.train.scenes;

import org.jspecify.annotations.NullMarked;
