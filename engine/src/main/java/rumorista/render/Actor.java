package rumorista.render;

/** Something in a film that moves, or does not. */
interface Actor {
  /** Paints itself as it is at an instant, in seconds. Instants may be asked for in any order. */
  void draw(Canvas canvas, double time);
}
