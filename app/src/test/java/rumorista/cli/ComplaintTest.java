package rumorista.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import rumorista.RumoristaException;
import rumorista.RumoristaException.Kind;

class ComplaintTest {
  static Stream<Arguments> failures() {
    String native2 =
        "[enforce fail at alloc_cpu.cpp:124] err == 0. DefaultCPUAllocator: can't allocate memory: you tried";
    return Stream.of(
        Arguments.of(new OutOfMemoryError("Java heap space"), ExitCode.OUT_OF_MEMORY),
        Arguments.of(new RuntimeException(native2), ExitCode.OUT_OF_MEMORY),
        Arguments.of(new RuntimeException("CUDA out of memory. Tried"), ExitCode.OUT_OF_MEMORY),
        Arguments.of(new RuntimeException("std::bad_alloc"), ExitCode.OUT_OF_MEMORY),
        Arguments.of(new IOException("No space left on device"), ExitCode.INVALID_INPUT),
        Arguments.of(
            new UncheckedIOException(new IOException("No space left on device")),
            ExitCode.INVALID_INPUT),
        Arguments.of(
            new IllegalStateException(RumoristaException.badModel("no weights")),
            ExitCode.BAD_MODEL),
        Arguments.of(new IllegalStateException("oops"), ExitCode.BUG),
        Arguments.of(new StackOverflowError(), ExitCode.BUG));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyFailureHasItsCode(Throwable failure, ExitCode code) {
    assertEquals(code, Complaint.about(failure).code());
  }

  @ParameterizedTest
  @EnumSource
  void everyKindHasItsNumber(Kind kind) {
    int expected =
        switch (kind) {
          case INVALID_INPUT -> 2;
          case UNREADABLE_MEDIA -> 3;
          case BAD_MODEL -> 4;
          case OUT_OF_MEMORY -> 5;
          case UNMARKABLE -> 6;
          case CANCELLED -> 130;
        };
    assertEquals(
        expected, Complaint.about(new RumoristaException(kind, "so it is")).code().number());
  }

  @Test
  void whateverTheMessageHoldsItIsOneLine() {
    StringWriter errors = new StringWriter();
    String message = "a\r\nb\u001b[31mc\u0000d\n";
    Complaint.about(RumoristaException.invalidInput("%s", message)).print(new PrintWriter(errors));
    assertEquals(1, errors.toString().lines().count());
    assertTrue(errors.toString().codePoints().noneMatch(c -> c < ' ' && c != '\n'));
  }
}
