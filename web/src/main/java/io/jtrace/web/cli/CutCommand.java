package io.jtrace.web.cli;

import io.jtrace.timeline.jfr.CutSummary;
import io.jtrace.timeline.jfr.CutWindow;
import io.jtrace.timeline.jfr.Diagnostic.Severity;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.web.load.RecordingSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code jtrace cut}: copies events and makes no trace of them. */
record CutCommand(Terminal terminal, Arguments arguments) {

  void run() throws IOException {
    CutWindow window = window();
    Output output = Output.of(arguments, terminal);
    output.refuseTerminal("a recording");
    List<CutSummary> summaries = new ArrayList<>();
    try (RecordingSource source = Loading.find(arguments, terminal)) {
      output.write(source.file(), out -> summaries.add(source.cut(window, out)));
    }
    summaries.forEach(summary -> tell(summary, terminal));
  }

  private CutWindow window() {
    arguments.trace();
    TimeRange time = Loading.window(arguments);
    String threads = arguments.value(Option.THREADS);
    List<String> names = new ArrayList<>();
    if (threads != null) {
      Arrays.stream(threads.split(",", -1)).map(String::strip).forEach(names::add);
      names.removeIf(String::isEmpty);
    }
    return time == null ? new CutWindow(0, Long.MAX_VALUE, names) : window(time, names);
  }

  /** Returns the window of a cut, which may not be empty. */
  static CutWindow window(TimeRange time, List<String> threads) {
    if (time.startNanos() == time.endNanos()) {
      throw new UsageException("expected --from before --to, found twice the same");
    }
    return new CutWindow(time.startNanos(), time.endNanos(), threads);
  }

  /** Says what was lost, and whether nothing was found. */
  static void tell(CutSummary summary, Terminal terminal) {
    for (Diagnostics.Entry entry : summary.diagnostics().entries()) {
      if (entry.diagnostic().severity() == Severity.LOSS) {
        String detail = entry.detail().isEmpty() ? "" : ": " + entry.detail();
        String size = entry.sizeBytes() > 0 ? "; " + Amounts.bytes(entry.sizeBytes()) : "";
        terminal.complain(entry.diagnostic().sentence() + detail + size);
      }
    }
    if (summary.touchingEvents() == 0) {
      terminal.complain("no event touches this window; only facts about the JVM were written");
    }
  }
}
