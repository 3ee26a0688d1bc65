package rumorista.tensor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class NativeHeapTest {
  private static final int SMALL = 16_000; // floats: below what the C library maps by itself
  private static final int MANY = 4000;

  @Test
  void whatIsFreedGoesBackToTheSystem() throws IOException {
    try (TensorScope around = new TensorScope()) {
      List<Tensor> survivors = new ArrayList<>();
      try (TensorScope scope = new TensorScope()) {
        for (int i = 0; i < MANY; i++) {
          Tensor tensor = torch.ones(SMALL);
          if (i % 100 == 99) {
            survivors.add(scope.keep(tensor)); // so that the heap cannot shrink from its end
          }
        }
      }
      long before = residentKilobytes();
      NativeHeap.trim();
      long released = before - residentKilobytes();
      assertTrue(released > MANY * SMALL * 4L / 1024 / 2, () -> released + " kB of 250,000");
      assertTrue(survivors.getLast().sum().item_float() == SMALL);
    }
  }

  private static long residentKilobytes() throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(text -> text.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", ""));
  }
}
