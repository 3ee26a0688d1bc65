package rumorista.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rumorista.RumoristaException;

class TrainingOptionsTest {
  @ParameterizedTest(name = "minutes {0}, steps {1}, batch {2}, rate {3}")
  @CsvSource({
    "0, 10, 4, 1e-3",
    "-1, 10, 4, 1e-3",
    "NaN, 10, 4, 1e-3",
    "5, 0, 4, 1e-3",
    "5, -3, 4, 1e-3",
    "5, 10, 0, 1e-3",
    "5, 10, -4, 1e-3",
    "5, 10, 4, 0",
    "5, 10, 4, -1e-3",
    "5, 10, 4, NaN",
    "5, 10, 4, Infinity"
  })
  void nonsenseIsRefused(double minutes, long steps, int batch, double rate) {
    RumoristaException error =
        assertThrows(
            RumoristaException.class,
            () -> new TrainingOptions(Path.of("out"), minutes, steps, batch, rate, 1));
    assertEquals(RumoristaException.Kind.INVALID_INPUT, error.kind());
  }

  @Test
  void theRateWarmsUpAndSinksToATenth() {
    TrainingOptions options = new TrainingOptions(Path.of("out"), 1, 10_000, 4, 1e-3, 1);
    assertEquals(1e-3 / 200, options.rate(0), 1e-8);
    double highest = 0;
    for (long step = 0; step < 10_000; step++) {
      double rate = options.rate(step);
      assertTrue(rate > 0 && rate <= 1e-3);
      assertTrue(step >= 200 || rate > highest, "warms up");
      assertTrue(step <= 200 || rate <= options.rate(step - 1), "sinks");
      highest = Math.max(highest, rate);
    }
    assertTrue(highest > 0.99e-3);
    assertEquals(1e-4, options.rate(10_000), 1e-8);
    assertEquals(1e-4, options.rate(50_000), 1e-8);
  }
}
