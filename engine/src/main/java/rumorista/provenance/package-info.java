/**
 * Where a sound comes from, signed: C2PA manifests (Content Credentials), the keys that sign them
 * and the ledger of what was made. Plain Java.
 */
@NullMarked
package rumorista.provenance;

import org.jspecify.annotations.NullMarked;
