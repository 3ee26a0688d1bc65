package rumorista.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rumorista.RumoristaException;
import rumorista.RumoristaException.Kind;

class ProgressDisplayTest {
  private final StringWriter errors = new StringWriter();

  @Test
  void aLogGetsALineAStage() {
    work(ProgressDisplay.of(new PrintWriter(errors), false, false));
    assertEquals("hello\nwatching\nimagining\n", errors.toString().replace("\r", ""));
  }

  @Test
  void aTerminalGetsABarThatIsWipedAway() {
    work(ProgressDisplay.of(new PrintWriter(errors), false, true));
    String shown = errors.toString();
    assertTrue(shown.contains("[##############################] imagining 100 %"), shown);
    assertTrue(shown.contains("[..............................] watching"), shown);
    assertTrue(shown.endsWith("\r\u001b[K"), shown);
    assertFalse(shown.substring(shown.indexOf("watching")).contains("\n"), shown);
  }

  @Test
  void quietMeansQuiet() {
    work(ProgressDisplay.of(new PrintWriter(errors), true, true));
    assertEquals("", errors.toString());
  }

  @Test
  void anInterruptedThreadStopsAtTheNextReport() {
    ProgressDisplay display = ProgressDisplay.of(new PrintWriter(errors), true, false);
    Thread.currentThread().interrupt();
    RumoristaException exception =
        assertThrows(RumoristaException.class, () -> display.report("imagining", 0.5));
    assertTrue(Thread.interrupted());
    assertEquals(Kind.CANCELLED, exception.kind());
  }

  @ParameterizedTest
  @CsvSource({
    "0,    5,    ''",
    "NaN,  5,    ''",
    "0.25, 0.5,  '25 %'",
    "0.25, 10,   '25 %, 0:30 left'",
    "0.01, 60,   '1 %, 1:39:00 left'",
    "1,    60,   '100 %'",
  })
  void remainingTimeFollowsFromThePartDone(double fraction, double elapsed, String expected) {
    assertEquals(expected, StageClock.describe(fraction, elapsed));
  }

  private static void work(ProgressDisplay display) {
    display.say("hello");
    display.report("watching", Double.NaN);
    display.report("watching", 0.5);
    display.report("imagining", 0);
    display.report("imagining", 1);
    display.clear();
  }
}
