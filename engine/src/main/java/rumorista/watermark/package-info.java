/** The mark that every soundtrack carries: embedded, found again and proven, in plain Java. */
@NullMarked
package rumorista.watermark;

import org.jspecify.annotations.NullMarked;
