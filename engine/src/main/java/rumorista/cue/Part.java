package rumorista.cue;

import rumorista.Subject;
import rumorista.library.Anatomy.Role;

/**
 * One thing that should sound in a stretch of film, before it is placed in time.
 *
 * @param subject what it is
 * @param role how its sound is built
 * @param struck whether it sounds when something visibly hits or moves
 * @param ambience whether it lies under what happens
 * @param pauseSeconds from one event or phrase to the next where nothing is seen
 * @param position in the frame, -1 to 1; NaN if it is where the frame moves
 * @param distance 0 (near) to 1 (far)
 * @param softer by so many dB than usual, because it is only a stand-in or hardly sure
 */
record Part(
    Subject subject,
    Role role,
    boolean struck,
    boolean ambience,
    double pauseSeconds,
    double position,
    double distance,
    double softer) {}
