/** The eye: a video network that sees when things sound and how loud. */
@NullMarked
package rumorista.model.eye;

import org.jspecify.annotations.NullMarked;
