package rumorista.tensor;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** The C library's heap, where tensors live. */
public final class NativeHeap {
  /** {@code int malloc_trim(size_t)}: glibc has it, other C libraries do not keep what is freed. */
  @SuppressWarnings("restricted") // a function of the C library, as given
  private static final Optional<MethodHandle> TRIM =
      Linker.nativeLinker()
          .defaultLookup()
          .find("malloc_trim")
          .map(function ->
              Linker.nativeLinker()
                  .downcallHandle(
                      function,
                      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)));

  private NativeHeap() {}

  /**
   * Gives freed memory back to the system. Glibc keeps it, scattered among what lives, so that a
   * process that works window by window creeps from hundreds of megabytes to gigabytes.
   */
  public static void trim() {
    TRIM.ifPresent(NativeHeap::call);
  }

  private static void call(MethodHandle trim) {
    try {
      int ignored = (int) trim.invokeExact(0L);
    } catch (Throwable e) {
      throw new IllegalStateException("malloc_trim", e);
    }
  }
}
