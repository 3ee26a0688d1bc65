/**
 * Folders of recordings, described by a manifest or by the names of their files: what the model is
 * trained on, and what sounds are made of. An index remembers what was found in their samples.
 */
@NullMarked
package rumorista.library;

import org.jspecify.annotations.NullMarked;
