/**
 * How good a sound is, in numbers: what is heard in it, when things happen, how near it is to
 * another.
 */
@NullMarked
package rumorista.measure;

import org.jspecify.annotations.NullMarked;
