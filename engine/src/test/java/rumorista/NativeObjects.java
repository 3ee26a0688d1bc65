package rumorista;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.javacpp.Pointer;

/**
 * Counts the native objects that are alive, for the tests that look for leaks. The count is the
 * whole process's: what earlier tests left to the garbage collector may go at any moment, so it is
 * awaited first, and afterwards fewer are as good as equally many.
 */
public final class NativeObjects {

  private NativeObjects() {}

  /** Waits until the garbage collector has nothing left to free, and says how many are alive. */
  public static long settled() {
    long before = -1;
    for (int i = 0; i < 50 && before != Pointer.totalCount(); i++) {
      before = Pointer.totalCount();
      System.gc();
      LockSupport.parkNanos(
          TimeUnit.MILLISECONDS.toNanos(100)); // references are queued by a thread
      Pointer.deallocateReferences();
    }
    return Pointer.totalCount();
  }

  /** Asserts that no more are alive than {@code before}. */
  public static void assertNoMoreThan(long before) {
    long after = Pointer.totalCount();
    assertTrue(after <= before, (after - before) + " native objects more than " + before);
  }
}
