package io.jtrace.web.cli;

import io.jtrace.web.api.Json;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jtrace info}. */
@Command(
    name = "info",
    sortOptions = false,
    description = "Print what a trace is: JVM, duration, events by type, settings, losses.")
final class InfoCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "TRACE", description = "A file, a directory or an address.")
  private String source = "";

  @Option(names = "--json", description = "Print JSON; docs/cli.md describes it.")
  private boolean json;

  @Option(names = "--all", description = "List all event types, not only the largest.")
  private boolean all;

  InfoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    try (LoadedTrace trace = Loading.silently(source)) {
      if (json) {
        try (Json out = Json.indented(terminal.bytes())) {
          InfoJson.write(out, trace);
        }
        terminal.print("\n");
      } else {
        terminal.print(new InfoText(trace).text(all));
      }
    }
    return ExitCode.OK;
  }
}
