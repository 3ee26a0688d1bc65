/**
 * A captioner behind an endpoint of the user's choice. Nothing else in Rumorista opens a socket.
 */
@NullMarked
package rumorista.look.caption;

import org.jspecify.annotations.NullMarked;
