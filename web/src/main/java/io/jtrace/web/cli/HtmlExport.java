package io.jtrace.web.cli;

import io.jtrace.timeline.jfr.CutWindow;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.web.api.EmbeddedTrace;
import io.jtrace.web.load.LoadedTrace;
import io.jtrace.web.load.Progress;
import io.jtrace.web.load.RecordingSource;
import io.jtrace.web.load.UnreadableException;
import io.jtrace.web.view.SingleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code jtrace export --format=html}. A part of a trace is cut first, so that the file has no
 * more.
 */
record HtmlExport(Terminal terminal, Arguments arguments) {

  void run() throws IOException {
    TimeRange time = Loading.window(arguments);
    Output output = Output.of(arguments, terminal);
    if (time == null) {
      try (LoadedTrace trace = Loading.load(arguments, terminal)) {
        write(trace, trace.file(), output);
      }
      return;
    }
    CutWindow window = CutCommand.window(time, List.of());
    try (RecordingSource source = Loading.find(arguments, terminal);
        LoadedTrace part =
            source.load(window, Progress.NONE, cut -> CutCommand.tell(cut, terminal))) {
      write(part, source.file(), output);
    }
  }

  private static void write(LoadedTrace trace, Path input, Output output) throws IOException {
    EmbeddedTrace embedded;
    try {
      embedded = EmbeddedTrace.of(trace);
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()), e);
    }
    output.write(input, out -> SingleFile.write(embedded, out));
  }
}
