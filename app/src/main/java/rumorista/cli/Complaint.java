package rumorista.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import rumorista.RumoristaException;

/**
 * A failure as the user sees it: one line on standard error, and an exit code. {@code
 * RUMORISTA_DEBUG=1} adds the stack trace.
 */
record Complaint(ExitCode code, String message) {
  private static final int MOST_SUGGESTIONS = 3;

  static Complaint about(Throwable failure) {
    ExitCode code = ExitCode.of(failure);
    return new Complaint(
        code,
        switch (code) {
          case OUT_OF_MEMORY ->
              "out of memory (%s); close other programs or try a shorter film"
                  .formatted(firstLine(failure));
          case BUG ->
              "this is a bug, please report it: %s (RUMORISTA_DEBUG=1 shows where)"
                  .formatted(failure);
          default -> firstLine(failure);
        });
  }

  static Complaint about(ParameterException mistake) {
    if (mistake.getCause() instanceof RumoristaException known) {
      return about(known);
    }
    CommandLine command = mistake.getCommandLine();
    return new Complaint(
        ExitCode.INVALID_INPUT,
        "%s%s (see %s --help)"
            .formatted(
                mistake.getMessage(),
                suggestions(mistake),
                command.getCommandSpec().qualifiedName()));
  }

  private static String suggestions(ParameterException mistake) {
    List<String> similar =
        mistake instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    if (similar.isEmpty()) {
      return "";
    }
    return similar.stream()
        .limit(MOST_SUGGESTIONS)
        .map(name -> name.split("[ =]", 2)[0])
        .distinct()
        .collect(Collectors.joining(" or ", "; did you mean ", "?"));
  }

  /** Prints one line, whatever the message holds. */
  void print(PrintWriter errors) {
    errors.println("rumorista: " + message.strip().replaceAll("\\p{Cntrl}+", " "));
    errors.flush();
  }

  private static String firstLine(Throwable failure) {
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    String line = message.strip().lines().findFirst().orElseThrow();
    return failure instanceof RumoristaException
        ? line
        : failure.getClass().getSimpleName() + ": " + line;
  }
}
