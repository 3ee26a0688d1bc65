/**
 * What is seen in a film, said in words: shots, the things in them, scenes, mouths, and the sounds
 * that all this makes.
 */
@NullMarked
package rumorista.look;

import org.jspecify.annotations.NullMarked;
