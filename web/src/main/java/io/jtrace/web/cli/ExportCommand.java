package io.jtrace.web.cli;

import io.jtrace.timeline.export.TraceFormat;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** {@code jtrace export}. */
record ExportCommand(Terminal terminal, Arguments arguments) {
  static final String SINGLE_FILE = "html";

  void run() throws IOException {
    arguments.trace();
    String name = arguments.required(Option.FORMAT);
    if (name.equals(SINGLE_FILE)) {
      new HtmlExport(terminal, arguments).run();
      return;
    }
    TraceFormat format = format(name);
    Output output = Output.of(arguments, terminal);
    if (format != TraceFormat.CHROME) {
      output.refuseTerminal(format.key());
    }
    try (LoadedTrace trace = Loading.load(arguments, terminal)) {
      TimeRange range = Loading.range(trace.trace(), arguments);
      output.write(trace.file(), out -> format.write(trace.trace(), range, out));
    }
  }

  private static TraceFormat format(String name) {
    return TraceFormat.named(name)
        .orElseThrow(
            () ->
                new UsageException("expected --format=" + formats() + ", found \"" + name + "\""));
  }

  private static String formats() {
    return Arrays.stream(TraceFormat.values())
        .map(TraceFormat::key)
        .collect(Collectors.joining(", ", "", " or " + SINGLE_FILE));
  }
}
