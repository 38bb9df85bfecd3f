package io.jtrace.web.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What a command line did. */
record Outcome(int exitCode, String out, String errors) {

  /** Runs a command line whose output goes to a file. */
  static Outcome of(String... arguments) {
    return of(false, arguments);
  }

  static Outcome of(boolean isTerminal, String... arguments) {
    Charset utf8 = StandardCharsets.UTF_8;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int exitCode = JtraceCommand.run(new Terminal(out, errors, utf8, isTerminal, false), arguments);
    return new Outcome(exitCode, out.toString(utf8), errors.toString(utf8));
  }
}
