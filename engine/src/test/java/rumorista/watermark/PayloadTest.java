package rumorista.watermark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.RumoristaException;

class PayloadTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 65_536, 1_234_567, Payload.LARGEST_ID})
  void anIdComesBack(int id) {
    assertEquals(OptionalInt.of(id), Payload.id(Payload.of(id)));
  }

  @Test
  void threeWrongBitsAreNoticed() {
    int message = Payload.of(987_654);
    for (int a = 0; a < 32; a++) {
      for (int b = a; b < 32; b++) {
        for (int c = b; c < 32; c++) {
          int wrong = message ^ (1 << a) ^ (1 << b) ^ (1 << c);
          if (wrong != message) {
            assertTrue(Payload.id(wrong).isEmpty(), a + " " + b + " " + c);
          }
        }
      }
    }
  }

  @Test
  void oneRandomMessageIn256LooksRight() {
    SplittableRandom random = new SplittableRandom(5);
    int right = 0;
    for (int i = 0; i < 256_000; i++) {
      right += Payload.id(random.nextInt()).isPresent() ? 1 : 0;
    }
    assertEquals(1000, right, 150);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Payload.LARGEST_ID + 1})
  void idsOutOfRangeAreRefused(int id) {
    String message = assertThrows(RumoristaException.class, () -> Payload.of(id)).getMessage();
    assertTrue(message.contains(Integer.toString(id)) && message.contains("16777215"), message);
  }
}
