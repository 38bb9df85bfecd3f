package io.jtrace.web.cli;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.web.api.Json;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jtrace report}. */
@Command(
    name = "report",
    sortOptions = false,
    description = "Print the analyses: time of threads by state, locks, I/O, garbage collection.")
final class ReportCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "TRACE", description = "A file, a directory or an address.")
  private String source = "";

  @Option(names = "--json", description = "Print JSON; docs/cli.md describes it.")
  private boolean json;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Begin there, for example 1.5s after the start of the trace.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "End there.")
  private @Nullable String to;

  ReportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    try (LoadedTrace trace = Loading.silently(source)) {
      TimeRange range = Loading.range(trace.trace(), from, to);
      if (json) {
        try (Json out = Json.indented(terminal.bytes())) {
          new ReportJson(out, trace, range).write();
        }
        terminal.print("\n");
      } else {
        terminal.print(new ReportText(trace, range).text());
      }
    }
    return ExitCode.OK;
  }
}
