package rumorista.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** The command line, run inside the test's own JVM: what it printed and how it ended. */
record Run(int code, String output, String errors) {
  static Run of(Object... arguments) {
    TinyModel.directory();
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    String[] words = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
    int code = Main.run(new PrintWriter(output), new PrintWriter(errors), words);
    return new Run(code, output.toString(), errors.toString());
  }

  Run succeeds() {
    assertEquals(0, code, errors);
    return this;
  }

  /** One line about it on standard error at the end, no stack trace, nothing on standard output. */
  Run failsWith(ExitCode expected, String complaint) {
    assertEquals(expected.number(), code, errors);
    assertEquals("", output);
    List<String> lines = errors.lines().toList();
    assertTrue(lines.getLast().startsWith("rumorista: "), errors);
    assertTrue(lines.getLast().contains(complaint), errors);
    assertEquals(1, lines.stream().filter(line -> line.startsWith("rumorista: ")).count(), errors);
    assertTrue(lines.stream().noneMatch(line -> line.startsWith("\tat ")), errors);
    return this;
  }
}
