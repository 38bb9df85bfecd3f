package io.jtrace.web.cli;

import io.jtrace.web.api.Json;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;

/** {@code jtrace info}. */
record InfoCommand(Terminal terminal) {

  void run(Arguments arguments) throws IOException {
    try (LoadedTrace trace = Loading.silently(arguments)) {
      if (arguments.has(Option.JSON)) {
        try (Json out = Json.indented(terminal.bytes())) {
          InfoJson.write(out, trace);
        }
        terminal.print("\n");
      } else {
        terminal.print(new InfoText(trace).text(arguments.has(Option.ALL)));
      }
    }
  }
}
