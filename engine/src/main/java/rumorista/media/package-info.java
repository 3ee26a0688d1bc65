/** Reads films and sounds and writes them: the only package that knows ffmpeg. */
@NullMarked
package rumorista.media;

import org.jspecify.annotations.NullMarked;
