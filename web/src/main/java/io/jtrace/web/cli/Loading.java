package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.DurationText;
import io.jtrace.timeline.jfr.ReadOptions;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.web.load.Follower;
import io.jtrace.web.load.LoadedTrace;
import io.jtrace.web.load.Progress;
import io.jtrace.web.load.RecordingSource;
import io.jtrace.web.load.TraceSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the commands that read a trace share. */
final class Loading {
  private Loading() {}

  /** Loads a trace; where a person looks, shows meanwhile how far it is. */
  static LoadedTrace load(Arguments arguments, Terminal terminal) throws IOException {
    return load(arguments.trace(), arguments, terminal);
  }

  /** Loads a trace of several. */
  static LoadedTrace load(String trace, Arguments arguments, Terminal terminal) throws IOException {
    if (!terminal.errorsAreTerminal()) {
      return TraceSource.load(trace, options(arguments), Progress.NONE);
    }
    try (ProgressLine progress = new ProgressLine(terminal)) {
      return TraceSource.load(trace, options(arguments), progress);
    }
  }

  /** Finds the recording without reading it. */
  static RecordingSource find(Arguments arguments, Terminal terminal) throws IOException {
    RecordingSource source;
    if (terminal.errorsAreTerminal()) {
      try (ProgressLine progress = new ProgressLine(terminal)) {
        source = RecordingSource.find(arguments.trace(), progress);
      }
    } else {
      source = RecordingSource.find(arguments.trace(), Progress.NONE);
    }
    source.check();
    return source;
  }

  /** Returns options to read from {@code --from} to {@code --to}. */
  static ReadOptions options(Arguments arguments) {
    TimeRange window = window(arguments);
    ReadOptions all = ReadOptions.defaults();
    return window == null ? all : all.withWindow(window.startNanos(), window.endNanos());
  }

  /** Returns {@code --from} to {@code --to}, or null if neither is given. */
  static @Nullable TimeRange window(Arguments arguments) {
    String from = arguments.value(Option.FROM);
    String to = arguments.value(Option.TO);
    if (from == null && to == null) {
      return null;
    }
    long start = from == null ? 0 : nanos(from);
    long end = to == null ? Long.MAX_VALUE : nanos(to);
    if (end < start) {
      throw new UsageException("expected --from before --to, found " + from + " and " + to);
    }
    return new TimeRange(start, end);
  }

  /** Returns a follower of the recording. */
  static Follower follower(Arguments arguments) {
    if (TraceSource.isAddress(arguments.trace())) {
      throw new UsageException("expected a file or a directory to follow");
    }
    return new Follower(arguments.trace(), options(arguments));
  }

  /** Returns {@code --from} to {@code --to}, cut to the trace. */
  static TimeRange range(Trace trace, Arguments arguments) {
    TimeRange window = window(arguments);
    long duration = trace.facts().durationNanos();
    return window == null
        ? trace.range()
        : new TimeRange(
            Math.min(window.startNanos(), duration), Math.min(window.endNanos(), duration));
  }

  private static long nanos(String time) {
    try {
      return DurationText.parseNanos(time);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
