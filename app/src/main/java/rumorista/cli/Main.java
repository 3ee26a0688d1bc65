package rumorista.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import rumorista.Background;

/** Where the program starts and where every failure ends. */
public final class Main {
  /** How long an interrupted run may tidy up, in milliseconds. */
  private static final long GRACE = 700;

  /** The same where a step has to end and a checkpoint is to be written. */
  private static final long TRAINING_GRACE = 20_000;

  private Main() {}

  /** Runs the command line and leaves with its exit code. */
  public static void main(String[] arguments) {
    CountDownLatch finished = new CountDownLatch(1);
    boolean trains = arguments.length > 0 && arguments[0].equals("train");
    interruptOnShutdown(Thread.currentThread(), finished, trains ? TRAINING_GRACE : GRACE);
    int code = run(writer(System.out), writer(System.err), arguments);
    finished.countDown();
    System.exit(code);
  }

  /**
   * Runs the command line.
   *
   * @return the exit code
   */
  public static int run(PrintWriter output, PrintWriter errors, String... arguments) {
    try {
      return new CommandLine(new RumoristaCommand())
          .setOut(output)
          .setErr(errors)
          .setUsageHelpWidth(100)
          .setExpandAtFiles(false)
          .setCaseInsensitiveEnumValuesAllowed(true)
          .setParameterExceptionHandler(
              (mistake, given) -> explain(Complaint.about(mistake), mistake, errors))
          .setExecutionExceptionHandler(
              (failure, command, given) -> explain(Complaint.about(failure), failure, errors))
          .execute(arguments);
    } catch (Throwable failure) { // also OutOfMemoryError: this is the last line of defence
      return explain(Complaint.about(failure), failure, errors);
    } finally {
      output.flush();
      Background.settle();
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  private static int explain(Complaint complaint, Throwable failure, PrintWriter errors) {
    if (Thread.currentThread().isInterrupted()) { // whatever broke, that is why
      complaint = new Complaint(ExitCode.INTERRUPTED, "interrupted");
    }
    complaint.print(errors);
    if ("1".equals(System.getenv("RUMORISTA_DEBUG"))) {
      failure.printStackTrace(errors);
    }
    return complaint.code().number();
  }

  /**
   * Ctrl-C interrupts the working thread, whose next progress report stops it in good order; work
   * that reports nothing for so long is cut off.
   */
  private static void interruptOnShutdown(Thread worker, CountDownLatch finished, long grace) {
    Runnable stop =
        () -> {
          try {
            if (finished.getCount() > 0) {
              worker.interrupt();
              finished.await(grace, TimeUnit.MILLISECONDS);
            }
          } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
          }
        };
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
  }
}
