package rumorista.cue;

import rumorista.Subject;

/** Chooses recordings for things: once for each thing of a take, whatever else is asked. */
public interface Casting {
  /** Finds nothing: for generators that need no recordings. */
  Casting NOBODY = subject -> Cast.none(subject.thing(), "");

  /** What answers a subject; empty if nothing does. */
  Cast of(Subject subject);
}
