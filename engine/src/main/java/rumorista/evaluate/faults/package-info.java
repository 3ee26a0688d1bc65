/** How many inserted faults the detectors of {@code measure} find, and how many they imagine. */
@NullMarked
package rumorista.evaluate.faults;

import org.jspecify.annotations.NullMarked;
