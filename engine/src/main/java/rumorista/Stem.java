package rumorista;

/** The parts of a soundtrack that editors keep apart. */
public enum Stem {
  DIALOGUE,
  MUSIC,
  EFFECTS,
  AMBIENCE
}
