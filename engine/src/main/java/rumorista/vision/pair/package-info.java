/** Pictures and sentences in one space: a user's own pair of encoders. */
@NullMarked
package rumorista.vision.pair;

import org.jspecify.annotations.NullMarked;
