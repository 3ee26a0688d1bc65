/** Films that are made to fit a sound: what the eye learns from. Plain Java. */
@NullMarked
package rumorista.render;

import org.jspecify.annotations.NullMarked;
