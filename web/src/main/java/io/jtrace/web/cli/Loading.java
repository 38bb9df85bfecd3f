package io.jtrace.web.cli;

import io.jtrace.timeline.jfr.ReadOptions;
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
  static LoadedTrace withProgress(Arguments arguments, Terminal terminal) throws IOException {
    try (ProgressLine progress = new ProgressLine(terminal)) {
      return TraceSource.load(arguments.trace(), options(arguments), progress);
    }
  }

  /** Loads a trace without a word. */
  static LoadedTrace silently(Arguments arguments) throws IOException {
    return TraceSource.load(arguments.trace(), options(arguments), Progress.NONE);
  }

  /** Returns options to read from {@code --from} to {@code --to}. */
  private static ReadOptions options(Arguments arguments) {
    String from = arguments.value(Option.FROM);
    String to = arguments.value(Option.TO);
    ReadOptions all = ReadOptions.defaults();
    return from == null && to == null
        ? all
        : all.withWindow(start(from), checkedEnd(from, to, Long.MAX_VALUE));
  }

  /** Returns {@code --from} to {@code --to}, cut to the trace. */
  static TimeRange range(Trace trace, Arguments arguments) {
    String from = arguments.value(Option.FROM);
    long duration = trace.facts().durationNanos();
    long end = checkedEnd(from, arguments.value(Option.TO), duration);
    return new TimeRange(Math.min(start(from), duration), Math.min(end, duration));
  }

  private static long start(@Nullable String from) {
    return from == null ? 0 : nanos(from);
  }

  private static long checkedEnd(@Nullable String from, @Nullable String to, long otherwise) {
    long end = to == null ? otherwise : nanos(to);
    if (to != null && end < start(from)) {
      throw new UsageException("expected --from before --to, found " + from + " and " + to);
    }
    return end;
  }

  private static long nanos(String time) {
    try {
      return Amounts.parseDuration(time);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
