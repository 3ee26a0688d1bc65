/** From what is asked for and what is seen to a cue sheet, and which recordings answer a cue. */
@NullMarked
package rumorista.cue;

import org.jspecify.annotations.NullMarked;
