package rumorista.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import rumorista.RumoristaException;

/** How the program ends; scripts rely on these numbers. */
enum ExitCode {
  OK(0),
  /** It worked, and the answer to what was asked is no: not valid, not marked. */
  NO(1),
  INVALID_INPUT(2),
  UNREADABLE_MEDIA(3),
  BAD_MODEL(4),
  OUT_OF_MEMORY(5),
  UNMARKABLE(6),
  /** Only from the launcher: no JDK, no Maven, or the build failed. */
  UNAVAILABLE(69),
  BUG(70),
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** What a failure means for the caller; the first known cause decides. */
  static ExitCode of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RumoristaException known) {
        return of(known.kind());
      }
      if (isOutOfMemory(cause)) {
        return OUT_OF_MEMORY;
      }
      if (cause instanceof IOException || cause instanceof UncheckedIOException) {
        return INVALID_INPUT;
      }
    }
    return BUG;
  }

  private static ExitCode of(RumoristaException.Kind kind) {
    return switch (kind) {
      case INVALID_INPUT -> INVALID_INPUT;
      case UNREADABLE_MEDIA -> UNREADABLE_MEDIA;
      case BAD_MODEL -> BAD_MODEL;
      case OUT_OF_MEMORY -> OUT_OF_MEMORY;
      case UNMARKABLE -> UNMARKABLE;
      case CANCELLED -> INTERRUPTED;
    };
  }

  /**
   * The native libraries say it in words: "not enough memory", "CUDA out of memory",
   * "std::bad_alloc".
   */
  private static boolean isOutOfMemory(Throwable cause) {
    if (cause instanceof OutOfMemoryError) {
      return true;
    }
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return cause instanceof RuntimeException
        && (message.contains("out of memory")
            || message.contains("not enough memory")
            || message.contains("can't allocate memory")
            || message.contains("bad_alloc"));
  }
}
