package rumorista.look;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import rumorista.vision.Detection;

/**
 * Watches the pictures of a film go by and puts its shots together. Where a shot ends is known a
 * little late: what is found meanwhile waits.
 */
final class ShotWatcher implements AutoCloseable {
  private static final int LOOK = 12; // pictures from look to look: about two a second
  private static final int FACE_LOOK = 2; // while there is a mouth to be seen
  private static final double STILL = 0.002; // of the picture moves: less is a photograph
  private static final double FEW = 0.02; // of the picture moves: less is no rain, fire or sea
  private static final double SECONDS = 1 / ShotFinder.FRAME_RATE;

  private final Eyes eyes;
  private final int width;
  private final int height;
  private final ShotFinder finder = new ShotFinder();
  private final MotionMap motion = new MotionMap();
  private final MotionTrack.Recorder places = new MotionTrack.Recorder(ShotFinder.FRAME_RATE);
  private final Mouths mouths = new Mouths();
  private final SceneWatcher scenes;
  private final Deque<Seen> waiting = new ArrayDeque<>();
  private final List<Shot> shots = new ArrayList<>();
  // Detectors take as long as all the rest: they look beside it, never more than a few pictures.
  private final ExecutorService detectors =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("detectors").factory());
  private int index;
  private int start; // of the shot
  private int lastFace = -LOOK;
  private Sightings sightings;
  private double moving;
  private int looks;
  private byte @Nullable [] typical; // of the shot, for whoever describes pictures

  /** What was found in a picture. */
  private record Seen(
      int index,
      CompletableFuture<List<Detection>> things,
      MotionMap motion,
      byte @Nullable [] picture) {}

  ShotWatcher(Eyes eyes, int width, int height) {
    this.eyes = eyes;
    this.width = width;
    this.height = height;
    this.scenes = new SceneWatcher(eyes.scenes());
    this.sightings = new Sightings((double) width / height);
  }

  void add(byte[] picture) {
    Glance glance = Glance.of(picture, width, height);
    motion.add(glance);
    places.add(motion);
    scenes.add(glance);
    if (index % LOOK == LOOK / 2) {
      CompletableFuture<List<Detection>> found =
          CompletableFuture.supplyAsync(() -> detect(picture), detectors);
      waiting.add(new Seen(index, found, motion.copy(), eyes.describer() == null ? null : picture));
      motion.clear();
    }
    readMouth(picture);
    index++;
    for (int boundary : finder.add(glance)) {
      close(boundary);
    }
    take(finder.settled());
  }

  private List<Detection> detect(byte[] picture) {
    List<Detection> found = new ArrayList<>();
    eyes.detectors().forEach(d -> found.addAll(d.detect(picture, width, height)));
    return found;
  }

  private static List<Detection> result(CompletableFuture<List<Detection>> things) {
    try {
      return things.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void readMouth(byte[] picture) {
    boolean near = index - lastFace <= LOOK && index % FACE_LOOK == 0;
    if (eyes.faces() != null && (near || index % LOOK == LOOK / 2)) {
      boolean seen = mouths.add(index * SECONDS, eyes.faces().faces(picture, width, height));
      lastFace = seen ? index : lastFace;
    }
  }

  /** The shots; nothing can be added afterwards. */
  List<Shot> finish() {
    for (int boundary : finder.finish()) {
      close(boundary);
    }
    if (index > start) {
      close(index);
    }
    mouths.finish(index * SECONDS);
    return shots;
  }

  /** Where the frame moves. */
  MotionTrack motion() {
    return places.track();
  }

  List<Span> openMouths() {
    return mouths.open();
  }

  /** What was found before picture {@code end} belongs to this shot. */
  private void take(int end) {
    while (!waiting.isEmpty() && waiting.getFirst().index < end) {
      Seen seen = waiting.removeFirst();
      sightings.add(seen.index * SECONDS, result(seen.things), seen.motion);
      moving += seen.motion.share();
      looks++;
      // One from its second half, roughly: it is not known yet how long the shot is.
      typical = Integer.bitCount(looks) == 1 ? seen.picture : typical;
    }
    scenes.take(end);
  }

  /** A shot ends before picture {@code end}. */
  private void close(int end) {
    take(end);
    double share = looks == 0 ? 0 : moving / looks;
    List<Thing> things =
        new ArrayList<>(sightings.things(start * SECONDS, end * SECONDS, LOOK * SECONDS));
    List<Thing> scene = scenes.close(end);
    if (share >= FEW) {
      things.addAll(scene);
    }
    things.sort(Comparator.comparingDouble(Thing::confidence).reversed());
    List<Sounding> sounds = share < STILL ? List.of() : sounds(things, end);
    shots.add(new Shot(start * SECONDS, end * SECONDS, List.copyOf(things), share, sounds));
    start = end;
    sightings = new Sightings((double) width / height);
    moving = 0;
    looks = 0;
    typical = null;
  }

  @Override
  public void close() {
    detectors.close(); // waits for the picture that is being looked at
  }

  /** What the describer says, if there is one who can tell; else what the table says. */
  private List<Sounding> sounds(List<Thing> things, int end) {
    if (eyes.describer() != null && typical != null) {
      String said = eyes.describer().describe(typical, width, height);
      if (!said.isEmpty()) {
        return List.of(Sounding.described(said, start * SECONDS, end * SECONDS));
      }
    }
    return eyes.words().of(things);
  }
}
