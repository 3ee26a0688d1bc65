/**
 * Fetches open sound collections onto the user's machine, only when asked to: by a recipe of
 * addresses, lengths and hashes. Besides the captioner the only package that opens connections.
 */
@NullMarked
package rumorista.library.install;

import org.jspecify.annotations.NullMarked;
