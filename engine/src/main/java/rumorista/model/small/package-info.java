/**
 * Our own model: flow matching on log-mel patches, led by a timeline, a text and recordings from a
 * sound library.
 */
@NullMarked
package rumorista.model.small;

import org.jspecify.annotations.NullMarked;
