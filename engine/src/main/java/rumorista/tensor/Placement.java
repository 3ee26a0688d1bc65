package rumorista.tensor;

import static rumorista.RumoristaException.invalidInput;

import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.global.torch;
import rumorista.Device;

/** Puts modules where they are to run. Untested on a GPU. */
public final class Placement {
  private Placement() {}

  /** Fails where a device is not there. */
  public static void check(Device device) {
    if (device == Device.CUDA && !torch.cuda_is_available()) {
      throw invalidInput(
          "device cuda: this libtorch finds no GPU; leave the option out to use the CPU");
    }
  }

  /** Moves the weights of a module, whose tensors stay the same objects. */
  public static void move(Module module, Device device) {
    check(device);
    if (device == Device.CUDA) {
      try (TensorScope scope = new TensorScope()) {
        module.to(new org.bytedeco.pytorch.Device(torch.DeviceType.CUDA), false);
      }
    }
  }
}
