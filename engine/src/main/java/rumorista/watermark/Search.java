package rumorista.watermark;

/** How hard to look. */
public enum Search {
  /** Only for sound that was not stretched at all: where its own maker looks. */
  UNSTRETCHED,
  /** For sound that was not stretched, or as films are: 24 pictures a second to 25 and the like. */
  PLAIN,
  /** Also for any speed, tempo or pitch from 0.8 to 1.25 times what it was. */
  THOROUGH
}
