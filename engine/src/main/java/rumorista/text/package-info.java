/** What words mean, as numbers. */
@NullMarked
package rumorista.text;

import org.jspecify.annotations.NullMarked;
