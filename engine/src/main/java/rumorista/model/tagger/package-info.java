/** The audio tagger: a small network that tells which kind of sound it hears. */
@NullMarked
package rumorista.model.tagger;

import org.jspecify.annotations.NullMarked;
