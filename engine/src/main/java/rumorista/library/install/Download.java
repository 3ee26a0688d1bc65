package rumorista.library.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/**
 * Fetches files by HTTP, several at a time, goes on where a broken transfer ended, and keeps
 * nothing whose length or hash is not the expected one. Redirections are not followed.
 */
final class Download {
  private static final int ATTEMPTS = 5;
  private static final int PIECE = 1 << 16; // bytes
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int RANGE_REFUSED = 416;
  private static final long LONGEST_PAUSE = 60_000; // milliseconds

  /** How fetching a file ended. */
  sealed interface Outcome {
    /** The file is there, and is the expected one. */
    record Fetched(Path file) implements Outcome {}

    /**
     * It is not.
     *
     * @param isOffline whether nobody could be reached, so that others will fare no better
     */
    record Failed(String reason, boolean isOffline) implements Outcome {}
  }

  private final URI base;
  private final Duration patience;
  private final Duration pause;
  private final AtomicLong received = new AtomicLong();
  private final Set<HttpURLConnection> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cancelled;

  /**
   * @param base ends with a slash
   * @param patience with a server that sends nothing
   * @param pause before the second attempt; doubled before each further one
   */
  Download(URI base, Duration patience, Duration pause) {
    this.base = base;
    this.patience = patience;
    this.pause = pause;
  }

  /** Bytes received by all calls together. */
  long received() {
    return received.get();
  }

  /** Ends all transfers. */
  void cancel() {
    cancelled = true;
    open.forEach(HttpURLConnection::disconnect);
  }

  /**
   * Fetches one file.
   *
   * @param part where to; if it is there already, the beginning from an earlier run
   * @throws RumoristaException {@code INVALID_INPUT} if nothing can be written; {@code CANCELLED}
   */
  Outcome fetch(OpenRecording.Origin origin, Path part) {
    String reason = "";
    boolean isOffline = false;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        waitBefore(attempt, 0);
        Answer answer = attempt(origin, part);
        if (answer.outcome() != null) {
          return answer.outcome();
        }
        reason = answer.problem();
        isOffline = false;
        waitBefore(0, answer.pauseMillis());
      } catch (IOException e) {
        requireGoingOn();
        reason = e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
        isOffline =
            e instanceof UnknownHostException
                || e instanceof SSLException
                || (e instanceof SocketException && size(part) == 0);
      }
    }
    return new Outcome.Failed("%s (%d attempts)".formatted(reason, ATTEMPTS), isOffline);
  }

  /** How one attempt ended: for good, or with a problem that may pass. */
  private record Answer(@Nullable Outcome outcome, String problem, long pauseMillis) {
    static Answer failed(String reason) {
      return new Answer(new Outcome.Failed(reason, false), "", 0);
    }

    static Answer again(String problem, long pauseMillis) {
      return new Answer(null, problem, pauseMillis);
    }
  }

  private Answer attempt(OpenRecording.Origin origin, Path part) throws IOException {
    long had = size(part);
    if (had >= origin.bytes()) {
      delete(part);
      had = 0;
    }
    HttpURLConnection connection = connect(origin, had);
    open.add(connection);
    try {
      requireGoingOn();
      int status = connection.getResponseCode();
      if (status == RANGE_REFUSED) {
        delete(part);
        return Answer.again("status 416", 0);
      }
      if (status == TOO_MANY_REQUESTS || status >= 500) {
        return Answer.again("status " + status, retryAfter(connection));
      }
      boolean resumes = status == HttpURLConnection.HTTP_PARTIAL && had > 0;
      if (status != HttpURLConnection.HTTP_OK && !resumes) {
        return Answer.failed("status " + status);
      }
      long length = connection.getContentLengthLong();
      long expected = origin.bytes() - (resumes ? had : 0);
      if (length >= 0 && length != expected) {
        delete(part);
        return Answer.failed("%d bytes are offered; wanted %d".formatted(length, expected));
      }
      receive(connection, part, resumes, expected);
    } finally {
      open.remove(connection);
    }
    return check(origin, part, had);
  }

  private HttpURLConnection connect(OpenRecording.Origin origin, long from) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) base.resolve(origin.address()).toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout((int) patience.toMillis());
    connection.setReadTimeout((int) patience.toMillis());
    connection.setRequestProperty("User-Agent", "rumorista");
    connection.setRequestProperty("Accept-Encoding", "identity");
    if (from > 0) {
      connection.setRequestProperty("Range", "bytes=" + from + "-");
    }
    return connection;
  }

  /** Reads at most one byte more than expected. */
  private void receive(HttpURLConnection connection, Path part, boolean appends, long expected)
      throws IOException {
    try (InputStream input = connection.getInputStream();
        OutputStream output = openPart(part, appends)) {
      byte[] piece = new byte[PIECE];
      long left = expected + 1;
      int read = input.read(piece, 0, (int) Math.min(PIECE, left));
      while (read > 0) {
        requireGoingOn();
        write(output, piece, read, part);
        received.addAndGet(read);
        left -= read;
        read = left == 0 ? -1 : input.read(piece, 0, (int) Math.min(PIECE, left));
      }
    }
  }

  private static Answer check(OpenRecording.Origin origin, Path part, long had) throws IOException {
    long bytes = Files.size(part);
    if (bytes < origin.bytes()) {
      return Answer.again("broke off at %d of %d bytes".formatted(bytes, origin.bytes()), 0);
    }
    String found = bytes > origin.bytes() ? "" : sha256(part);
    if (found.equals(origin.sha256())) {
      return new Answer(new Outcome.Fetched(part), "", 0);
    }
    delete(part);
    String reason =
        bytes > origin.bytes()
            ? "more than %d bytes are sent".formatted(origin.bytes())
            : "its SHA-256 is %s...; wanted %s..."
                .formatted(found.substring(0, 12), origin.sha256().substring(0, 12));
    return had > 0 ? Answer.again(reason, 0) : Answer.failed(reason); // a wrong beginning may pass
  }

  private void waitBefore(int attempt, long atLeastMillis) {
    long millis = attempt == 0 ? 0 : pause.toMillis() << (attempt - 1);
    try {
      Thread.sleep(Math.min(LONGEST_PAUSE, Math.max(millis, atLeastMillis)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    requireGoingOn();
  }

  private void requireGoingOn() {
    if (cancelled || Thread.currentThread().isInterrupted()) {
      throw new RumoristaException(RumoristaException.Kind.CANCELLED, "interrupted");
    }
  }

  private static long retryAfter(HttpURLConnection connection) {
    return connection.getHeaderFieldLong("Retry-After", 0) * 1000;
  }

  private static OutputStream openPart(Path part, boolean appends) {
    try {
      return appends
          ? Files.newOutputStream(part, StandardOpenOption.APPEND)
          : Files.newOutputStream(part);
    } catch (IOException e) {
      throw unwritable(part, e);
    }
  }

  private static void write(OutputStream output, byte[] piece, int length, Path part) {
    try {
      output.write(piece, 0, length);
    } catch (IOException e) {
      throw unwritable(part, e);
    }
  }

  private static RumoristaException unwritable(Path part, IOException e) {
    return Thread.currentThread().isInterrupted()
        ? new RumoristaException(RumoristaException.Kind.CANCELLED, "interrupted", e)
        : RumoristaException.invalidInput(
            "%s: cannot be written (%s); make room or check its rights, then do the same again",
            part, e.getMessage());
  }

  private static long size(Path part) {
    try {
      return Files.isRegularFile(part) ? Files.size(part) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static void delete(Path part) throws IOException {
    Files.deleteIfExists(part);
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] piece = new byte[PIECE];
      for (int read = input.read(piece); read > 0; read = input.read(piece)) {
        digest.update(piece, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
