package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.TraceDiff;
import io.jtrace.web.api.Json;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;

/** {@code jtrace diff}. */
record DiffCommand(Terminal terminal, Arguments arguments) {

  void run() throws IOException {
    try (LoadedTrace first = Loading.load(arguments.argument(0), arguments, terminal);
        LoadedTrace second = Loading.load(arguments.argument(1), arguments, terminal)) {
      Comparison comparison = Comparison.of(first.name(), side(first), second.name(), side(second));
      if (arguments.has(Option.JSON)) {
        try (Json out = Json.indented(terminal.bytes())) {
          new DiffJson(out, comparison).write();
        }
        terminal.print("\n");
      } else {
        terminal.print(new DiffText(comparison).text());
      }
    }
  }

  private TraceDiff.Side side(LoadedTrace loaded) {
    return new TraceDiff.Side(loaded.trace(), Loading.range(loaded.trace(), arguments));
  }
}
