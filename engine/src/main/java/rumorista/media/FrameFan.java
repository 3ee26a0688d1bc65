package rumorista.media;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;
import rumorista.VideoFrames;

/**
 * One decoding pass for several readers: each sees every frame in a size of its own and reads on a
 * thread of its own. A fast reader waits for a slow one, so memory does not grow with the film.
 */
public final class FrameFan implements AutoCloseable {
  private static final int QUEUE_BYTES = 6_000_000; // a reader may be so much ahead of another
  private static final int LONGEST_QUEUE = 200; // frames
  private static final int SHORTEST_QUEUE = 4;
  private static final long LOOK_UP_MILLISECONDS = 50;

  private final VideoReader reader;
  private final List<View> views = new ArrayList<>();
  private final Thread thread;
  private volatile boolean closed;

  private FrameFan(VideoReader reader, List<VideoReader.Size> sizes) {
    this.reader = reader;
    sizes.forEach(size -> views.add(new View(size)));
    this.thread = Thread.ofPlatform().daemon().name("decoding").unstarted(this::decode);
  }

  /**
   * Opens a film and begins to decode it.
   *
   * @param frameRate frames a second
   * @param sizes one for each reader
   * @throws RumoristaException as {@link VideoReader#open} does
   */
  public static FrameFan open(Path film, double frameRate, List<VideoReader.Size> sizes) {
    FrameFan fan = new FrameFan(VideoReader.open(film, frameRate, sizes), sizes);
    fan.thread.start();
    return fan;
  }

  /**
   * The frames in size number {@code index}; closing them ends them, and lets the other readers go
   * on alone.
   */
  public VideoFrames view(int index) {
    return views.get(index);
  }

  private void decode() {
    try {
      for (byte[][] frame = reader.readAll(); frame != null && !closed; frame = reader.readAll()) {
        for (int i = 0; i < frame.length; i++) {
          views.get(i).put(new Frame(frame[i], null));
        }
      }
      finish(null);
    } catch (InterruptedException e) {
      finish(new RumoristaException(RumoristaException.Kind.CANCELLED, "decoding was interrupted"));
    } catch (RuntimeException | Error e) {
      finish(e);
    }
  }

  private void finish(@Nullable Throwable failure) {
    for (View view : views) {
      try {
        view.put(new Frame(null, failure));
      } catch (InterruptedException e) {
        closed = true; // nobody reads any more
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    reader.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A frame; without a picture the end, and why if it came too soon. */
  private record Frame(byte @Nullable [] picture, @Nullable Throwable failure) {}

  /** The frames of one reader. */
  private final class View implements VideoFrames {
    private final VideoReader.Size size;
    private final BlockingQueue<Frame> queue;
    private volatile boolean left;
    private boolean ended;

    View(VideoReader.Size size) {
      this.size = size;
      int bytes = Math.max(1, 3 * size.width() * size.height());
      this.queue =
          new ArrayBlockingQueue<>(Math.clamp(QUEUE_BYTES / bytes, SHORTEST_QUEUE, LONGEST_QUEUE));
    }

    void put(Frame frame) throws InterruptedException {
      while (!closed && !left) {
        if (queue.offer(frame, LOOK_UP_MILLISECONDS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    }

    @Override
    public double frameRate() {
      return reader.frameRate();
    }

    @Override
    public int width() {
      return size.width();
    }

    @Override
    public int height() {
      return size.height();
    }

    @Override
    public double seconds() {
      return reader.seconds();
    }

    @Override
    public byte @Nullable [] read() {
      if (ended || left) {
        return null;
      }
      Frame frame;
      try {
        frame = queue.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RumoristaException(RumoristaException.Kind.CANCELLED, "interrupted");
      }
      ended = frame.picture == null;
      return switch (frame.failure) {
        case null -> frame.picture;
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        default -> throw new IllegalStateException(frame.failure);
      };
    }

    @Override
    public void close() {
      left = true;
      queue.clear();
      queue.offer(new Frame(null, null)); // wakes a reader that waits
    }
  }
}
