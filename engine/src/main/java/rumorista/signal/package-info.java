/** Short-time spectra and what is read off them, in plain Java: no native memory. */
@NullMarked
package rumorista.signal;

import org.jspecify.annotations.NullMarked;
