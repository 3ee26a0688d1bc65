package rumorista.plot;

import java.awt.Color;

/** The colours of all pictures. */
final class Palette {
  static final Color PAPER = new Color(0x13111c);
  static final Color LANE = new Color(0x1b1827);
  static final Color GRID = new Color(0x34304a);
  static final Color TEXT = new Color(0xb9b4cc);
  static final Color TITLE = new Color(0xf0edf7);
  static final Color ASKED = new Color(0xfec287);
  static final Color HEARD = new Color(0x7fd6c2);
  static final Color ATTACK = new Color(0xf4685c);

  /** Magma (Smith & van der Walt 2015) at equal steps from dark to light. */
  private static final int[] MAGMA = {
    0x000004, 0x0b0924, 0x20114b, 0x3b0f70, 0x57157e, 0x721f81, 0x8c2981, 0xa8327d, 0xc43c75,
    0xde4968, 0xf1605d, 0xfa7f5e, 0xfe9f6d, 0xfebf84, 0xfddea0, 0xfcfdbf
  };

  private Palette() {}

  /** The RGB of a brightness from 0 to 1. */
  static int magma(double brightness) {
    double place = Math.clamp(brightness, 0, 1) * (MAGMA.length - 1);
    int step = (int) Math.min(MAGMA.length - 2, place);
    double share = place - step;
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int dark = (MAGMA[step] >> shift) & 0xff;
      int light = (MAGMA[step + 1] >> shift) & 0xff;
      colour |= (int) Math.round(dark + share * (light - dark)) << shift;
    }
    return colour;
  }

  static Color transparent(Color colour, int alpha) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
  }
}
