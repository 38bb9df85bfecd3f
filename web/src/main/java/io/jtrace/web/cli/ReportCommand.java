package io.jtrace.web.cli;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.web.api.Json;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;

/** {@code jtrace report}. */
record ReportCommand(Terminal terminal, Arguments arguments) {

  void run() throws IOException {
    try (LoadedTrace trace = Loading.load(arguments, terminal)) {
      TimeRange range = Loading.range(trace.trace(), arguments);
      if (arguments.has(Option.JSON)) {
        try (Json out = Json.indented(terminal.bytes())) {
          new ReportJson(out, trace, range).write();
        }
        terminal.print("\n");
      } else {
        terminal.print(new ReportText(trace, range).text());
      }
    }
  }
}
