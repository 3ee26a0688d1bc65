/** What is in a picture, in plain words and numbers: things with boxes, faces with mouths. */
@NullMarked
package rumorista.vision;

import org.jspecify.annotations.NullMarked;
