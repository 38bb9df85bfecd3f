package io.jtrace.agent.record;

import io.jtrace.agent.options.Detail;
import io.jtrace.agent.options.OptionKey;
import io.jtrace.agent.options.Options;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a trace is to record.
 *
 * @param durationNanos how long, above 0
 * @param detail how much
 * @param threshold shortest wait, read or write to record; empty for that of the detail
 * @param stackDepth frames to keep of a stack; empty for whatever is in force
 * @param maxSizeBytes the trace ends early when it has grown beyond this
 */
public record TraceSpec(
    long durationNanos,
    Detail detail,
    Optional<Duration> threshold,
    OptionalInt stackDepth,
    long maxSizeBytes) {

  /** Checks the duration. */
  public TraceSpec {
    if (durationNanos <= 0) {
      throw new IllegalArgumentException("expected a duration above 0, found " + durationNanos);
    }
  }

  /** A trace as the options want it. */
  public static TraceSpec from(Options options, long durationNanos) {
    return new TraceSpec(
        durationNanos,
        options.get(OptionKey.DETAIL),
        options.get(OptionKey.THRESHOLD),
        options.get(OptionKey.STACK_DEPTH),
        options.get(OptionKey.MAX_SIZE));
  }
}
