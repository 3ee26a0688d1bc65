package rumorista.tensor;

import org.bytedeco.pytorch.global.torch;

/**
 * While it is open, this thread's products are made in 16 bits (bfloat16) and what needs them keeps
 * its 32. Losses belong inside, their gradients outside.
 */
public final class Autocast implements AutoCloseable {
  private final boolean before;

  /**
   * @param on false changes nothing
   */
  public Autocast(boolean on) {
    this.before = isOn();
    torch.increment_nesting();
    torch.set_autocast_dtype(torch.DeviceType.CPU, torch.ScalarType.BFloat16);
    torch.set_autocast_enabled(torch.DeviceType.CPU, on || before);
  }

  /** Whether one is open on this thread. */
  public static boolean isOn() {
    return torch.is_autocast_enabled(torch.DeviceType.CPU);
  }

  @Override
  public void close() {
    if (torch.decrement_nesting() == 0) {
      torch.clear_cache(); // the weights' narrow copies: they are about to change
    }
    torch.set_autocast_enabled(torch.DeviceType.CPU, before);
  }
}
