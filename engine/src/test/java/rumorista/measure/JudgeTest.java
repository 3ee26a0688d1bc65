package rumorista.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgeTest {
  @Test
  void thereAre29EverydaySounds() {
    assertEquals(29, EverydaySound.all().size());
    Set<String> labels = new HashSet<>();
    for (EverydaySound sound : EverydaySound.all()) {
      assertTrue(sound.prompt().length() > 8, sound.name());
      for (String label : sound.labels()) {
        assertTrue(labels.add(label), label + " belongs to two kinds");
        assertEquals(EverydaySound.all().indexOf(sound), EverydaySound.indexOf(label));
      }
    }
    assertEquals(-1, EverydaySound.indexOf("wildebeest"));
  }

  @Test
  void rankCountsWhatIsAtLeastAsProbable() {
    float[] heard = {0.1f, 0.5f, 0.1f, 0.3f};
    assertEquals(0, Judge.rank(heard, 1));
    assertEquals(1, Judge.rank(heard, 3));
    assertEquals(3, Judge.rank(heard, 0));
    assertEquals(3, Judge.rank(heard, 2));
  }

  @Test
  void everyKindCountsTheSame() {
    Hearing hearing = new Hearing();
    float[] firstHeard = new float[29];
    firstHeard[0] = 1;
    hearing.add(0, firstHeard);
    hearing.add(0, firstHeard);
    hearing.add(0, firstHeard);
    hearing.add(1, firstHeard);
    assertEquals(4, hearing.sounds());
    assertEquals(2, hearing.kinds());
    assertEquals(0.5, hearing.topOne());
    assertEquals(0.5, hearing.topFive());
  }
}
