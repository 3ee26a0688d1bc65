/**
 * Sounds as package registries ship them: the recipe that lists them, and the containers that they
 * lie in. Plain Java; nothing of a package is ever executed.
 */
@NullMarked
package rumorista.library.packages;

import org.jspecify.annotations.NullMarked;
