/** Recordings placed as waveforms: events on their onsets, sustained sounds and textures. */
@NullMarked
package rumorista.sample;

import org.jspecify.annotations.NullMarked;
