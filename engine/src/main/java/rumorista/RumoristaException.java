package rumorista;

import com.google.errorprone.annotations.FormatMethod;
import org.jspecify.annotations.Nullable;

/**
 * The one exception that Rumorista throws on purpose. Its message is meant for the user: it names
 * the thing, what was found, what was wanted and the way out. Anything else that escapes is a bug.
 */
public final class RumoristaException extends RuntimeException {
  /** What went wrong; each way in binds a kind once to an exit code and an HTTP status. */
  public enum Kind {
    INVALID_INPUT,
    UNREADABLE_MEDIA,
    BAD_MODEL,
    OUT_OF_MEMORY,
    /** A sound in which no watermark is found again: it is not released. */
    UNMARKABLE,
    CANCELLED
  }

  private final Kind kind;

  public RumoristaException(Kind kind, String message) {
    this(kind, message, null);
  }

  public RumoristaException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** Something the user gave cannot be used: an option, a path, a prompt. */
  @FormatMethod
  public static RumoristaException invalidInput(String format, @Nullable Object... arguments) {
    return new RumoristaException(Kind.INVALID_INPUT, format.formatted(arguments));
  }

  /** A file is not media, or is broken. */
  @FormatMethod
  public static RumoristaException unreadableMedia(String format, @Nullable Object... arguments) {
    return new RumoristaException(Kind.UNREADABLE_MEDIA, format.formatted(arguments));
  }

  /** A model directory is missing something, or its weights do not fit its spec. */
  @FormatMethod
  public static RumoristaException badModel(String format, @Nullable Object... arguments) {
    return new RumoristaException(Kind.BAD_MODEL, format.formatted(arguments));
  }
}
