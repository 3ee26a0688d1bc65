package rumorista.cue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import rumorista.library.Anatomy;
import rumorista.library.Recording;

/**
 * The recordings that answer one thing.
 *
 * @param thing that is answered
 * @param parts the recordings, the leading one first; empty if nothing answers
 * @param semitones by which the pitch of repeats may vary
 * @param layered whether two events may be laid over each other, as of things that are struck
 * @param pauseSeconds from one event or phrase to the next where nothing is seen
 * @param intermittent whether it comes and goes where it is a texture, as birdsong does
 * @param missing what to tell the user if nothing fits; empty if something does. What is there then
 *     only stands in
 */
public record Cast(
    String thing,
    List<Part> parts,
    double semitones,
    boolean layered,
    double pauseSeconds,
    boolean intermittent,
    String missing) {
  /** One that nothing answers. */
  static Cast none(String thing, String missing) {
    return new Cast(thing, List.of(), 0, false, 1, false, missing);
  }

  /** Whether the recordings are what was asked for. */
  public boolean fits() {
    return missing.isEmpty();
  }

  /** A recording and how it is built. */
  public record Part(Recording recording, Anatomy anatomy) {
    private static final double PHRASE_SECONDS = 1.5;

    /**
     * How long the recording is if it is played as a whole, in its own rhythm; 0 if it holds a
     * single short event.
     */
    public double phraseSeconds() {
      boolean phrase = anatomy.events().size() > 1 || anatomy.seconds() > PHRASE_SECONDS;
      return phrase ? anatomy.seconds() : 0;
    }
  }

  /** One event of one part. */
  public record Event(Part part, Anatomy.SoundEvent sound) {}

  public boolean isEmpty() {
    return parts.isEmpty();
  }

  /** All events of all parts. */
  public List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (Part part : parts) {
      part.anatomy().events().forEach(sound -> events.add(new Event(part, sound)));
    }
    return events;
  }

  /** The part that plays phrase {@code number}. */
  public Part part(long seed, int number) {
    return parts.get(deal(seed, number, parts.size()));
  }

  /** The event that answers event {@code number} of the thing. */
  public Event event(long seed, int number) {
    List<Event> events = usable(events());
    return events.get(deal(seed, number, events.size()));
  }

  /**
   * Without what is far weaker than the strongest event of its recording, such as an echo, and
   * without what the next event cuts off early.
   */
  private static List<Event> usable(List<Event> events) {
    List<Event> whole =
        events.stream()
            .filter(event ->
                event.sound().level() > loudest(event.part()) - 12
                    && event.sound().seconds() > longest(event.part()) / 3)
            .toList();
    return whole.isEmpty() ? events : whole;
  }

  private static double loudest(Part part) {
    return part.anatomy().events().stream().mapToDouble(Anatomy.SoundEvent::level).max().orElse(0);
  }

  private static double longest(Part part) {
    return part.anatomy().events().stream()
        .mapToDouble(Anatomy.SoundEvent::seconds)
        .max()
        .orElse(0);
  }

  /**
   * Deals like from a pack of cards that is shuffled anew when it has run out: what card {@code
   * number} is depends on no other card, and neighbours differ.
   */
  private int deal(long seed, int number, int size) {
    if (size < 2) {
      return 0;
    }
    int round = Math.floorDiv(number, size);
    int[] pack = pack(seed, round, size);
    if (round > 0 && pack[0] == pack(seed, round - 1, size)[size - 1]) {
      int first = pack[0];
      pack[0] = pack[size - 1];
      pack[size - 1] = first;
    }
    return pack[Math.floorMod(number, size)];
  }

  private int[] pack(long seed, int round, int size) {
    SplittableRandom random = Seed.random(seed, thing + "/" + round);
    int[] pack = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      pack[i] = pack[j];
      pack[j] = i;
    }
    return pack;
  }
}
