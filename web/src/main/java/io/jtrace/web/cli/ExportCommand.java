package io.jtrace.web.cli;

import io.jtrace.timeline.export.TraceFormat;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** {@code jtrace export}. */
record ExportCommand(Terminal terminal, Arguments arguments) {

  void run() throws IOException {
    arguments.trace();
    TraceFormat format = format(arguments.required(Option.FORMAT));
    OutputFile output = new OutputFile(arguments.required(Option.OUTPUT));
    if (format != TraceFormat.CHROME) {
      output.refuseTerminal(terminal, format.key());
    }
    try (LoadedTrace loaded = Loading.load(arguments, terminal)) {
      Trace trace = loaded.trace();
      TimeRange range = Loading.range(trace, arguments);
      output.write(terminal, loaded, out -> format.write(trace, range, out));
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
        .collect(Collectors.joining(" or "));
  }
}
