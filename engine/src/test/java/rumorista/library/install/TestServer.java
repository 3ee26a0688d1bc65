package rumorista.library.install;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves made files on this machine, with ranges, and misbehaves as told. */
final class TestServer implements AutoCloseable {
  /** What happens to a file; used up call by call, then all is well. */
  enum Fault {
    /** Half of the rest is sent, then the connection is closed. */
    BREAK,
    /** Headers and half of the rest are sent, then nothing more. */
    HANG,
    UNAVAILABLE,
    /** A range is answered by the whole file. */
    IGNORE_RANGE
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, List<Fault>> faults = new ConcurrentHashMap<>();

  /** Each request: the path as it was sent, and its range if it has one. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  TestServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/mirror/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:%d/mirror".formatted(server.getAddress().getPort()));
  }

  void put(String path, byte[] content) {
    files.put(path, content);
  }

  void fail(String path, Fault... next) {
    faults.put(path, new CopyOnWriteArrayList<>(next));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/mirror/".length());
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(exchange.getRequestURI().getRawPath() + (range == null ? "" : " " + range));
    byte[] content = files.get(path);
    List<Fault> planned = faults.getOrDefault(path, List.of());
    Fault fault = planned.isEmpty() ? null : planned.removeFirst();
    if (content == null || fault == Fault.UNAVAILABLE) {
      exchange.sendResponseHeaders(content == null ? 404 : 503, -1);
      exchange.close();
      return;
    }
    boolean partial = range != null && fault != Fault.IGNORE_RANGE;
    int from = partial ? Integer.parseInt(range.replaceAll("[^0-9]", "")) : 0;
    byte[] rest = Arrays.copyOfRange(content, from, content.length);
    exchange.sendResponseHeaders(partial ? 206 : 200, rest.length);
    OutputStream output = exchange.getResponseBody();
    if (fault == Fault.BREAK || fault == Fault.HANG) {
      output.write(rest, 0, rest.length / 2);
      output.flush();
      await(fault);
    } else {
      output.write(rest);
    }
    exchange.close();
  }

  private void await(Fault fault) {
    try {
      if (fault == Fault.HANG) {
        closing.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
