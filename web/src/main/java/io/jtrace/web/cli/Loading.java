package io.jtrace.web.cli;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.web.load.LoadedTrace;
import io.jtrace.web.load.Progress;
import io.jtrace.web.load.TraceSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the commands that read a trace share. */
final class Loading {
  private Loading() {}

  /** Loads a trace and shows meanwhile how far it is. */
  static LoadedTrace withProgress(String source, Terminal terminal) throws IOException {
    try (ProgressLine progress = new ProgressLine(terminal)) {
      return TraceSource.load(source, progress);
    }
  }

  /** Loads a trace without a word. */
  static LoadedTrace silently(String source) throws IOException {
    return TraceSource.load(source, Progress.NONE);
  }

  /** Returns {@code --from} to {@code --to}, cut to the trace. */
  static TimeRange range(Trace trace, @Nullable String from, @Nullable String to) {
    long duration = trace.facts().durationNanos();
    try {
      long start = from == null ? 0 : Math.min(Amounts.parseDuration(from), duration);
      long end = to == null ? duration : Math.min(Amounts.parseDuration(to), duration);
      if (end < start) {
        throw new UsageException("expected --from before --to, found " + from + " and " + to);
      }
      return new TimeRange(start, end);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
