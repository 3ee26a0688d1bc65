/**
 * Folders of recordings with a manifest: what the model is trained on, and what it draws on when it
 * makes a sound.
 */
@NullMarked
package rumorista.library;

import org.jspecify.annotations.NullMarked;
