package rumorista.provenance;

/**
 * Where a manifest store lies in a file: {@code length} bytes from {@code start}. A hash of the
 * file leaves out {@code [excludedStart, excludedEnd)}, which readers of C2PA expect to be all of a
 * box or chunk, but only the manifest itself in a frame of an mp3.
 */
record Place(long start, int length, long excludedStart, long excludedEnd) {}
