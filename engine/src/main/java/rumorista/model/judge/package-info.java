/** A classifier of everyday sounds: it judges what others make and makes nothing itself. */
@NullMarked
package rumorista.model.judge;

import org.jspecify.annotations.NullMarked;
