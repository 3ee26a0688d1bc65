/** What the watermark withstands, measured: attacks, trials and their table. */
@NullMarked
package rumorista.evaluate.watermark;

import org.jspecify.annotations.NullMarked;
