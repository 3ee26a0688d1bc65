/**
 * From what people write, in five languages, to ranked recordings: a table of the kinds of sound, a
 * reader of prompts, vetoes and the ranking itself.
 */
@NullMarked
package rumorista.retrieval;

import org.jspecify.annotations.NullMarked;
