/** The command line: flags in, files out. */
@NullMarked
package rumorista.cli;

import org.jspecify.annotations.NullMarked;
