package io.jtrace.timeline.model;

import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;
import io.jtrace.timeline.table.Strings;
import java.util.Random;

/**
 * A large trace made up in the model's own columns: some threads have most of the spans, as Zipf's
 * law says. All threads live from the first to the last moment.
 */
public final class SyntheticTrace {
  /** The length of a trace. */
  public static final long DURATION_NANOS = 60_000_000_000L;

  private static final State[] BETWEEN_RUNS = {
    State.PARKED, State.PARKED, State.PARKED, State.BLOCKED, State.SOCKET_IO, State.RUNNABLE
  };
  private static final int PINNED_ONE_OF = 5_000;

  private final Random random;
  private final LongColumn.Appender starts = new LongColumn.Appender(Storage.onHeap());
  private final IntColumn.Appender codes = new IntColumn.Appender(Storage.onHeap());

  private SyntheticTrace(long seed) {
    random = new Random(seed);
  }

  /**
   * Makes a trace.
   *
   * @param spans about how many there are
   * @param threads the first has the most spans
   */
  public static Trace of(int spans, int threads, long seed) {
    return new SyntheticTrace(seed).build(spans, threads);
  }

  private Trace build(int spans, int threads) {
    double weights = 0;
    for (int rank = 1; rank <= threads; rank++) {
      weights += 1.0 / rank;
    }
    int[] offsets = new int[threads + 1];
    for (int thread = 0; thread < threads; thread++) {
      addThread(Math.max(1, (int) (spans / weights / (thread + 1))));
      offsets[thread + 1] = starts.size();
    }
    SpanSource[] sources = new SpanSource[State.count()];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = SpanSource.bare(State.at(i));
    }
    return trace(
        threads,
        new Spans(
            offsets,
            LongColumn.repeated(DURATION_NANOS, threads),
            starts.build(),
            codes.build(),
            IntColumn.repeated(0, starts.size()),
            sources));
  }

  /** Runs and waits by turns; waits are three times as long, and lengths differ widely. */
  private void addThread(int count) {
    double[] ends = new double[count];
    double now = 0;
    for (int i = 0; i < count; i++) {
      now += (i % 2 == 0 ? 1 : 3) * -Math.log(1 - random.nextDouble());
      ends[i] = now;
    }
    double nanosPerUnit = (DURATION_NANOS - count) / now;
    for (int i = 0; i < count; i++) {
      // One more nanosecond for each span before: none is empty.
      starts.add(i == 0 ? 0 : i + (long) (ends[i - 1] * nanosPerUnit));
      codes.add(code(i % 2 == 0, i == count - 1));
    }
  }

  private int code(boolean isRun, boolean isLast) {
    State state = isRun ? State.RUNNING : BETWEEN_RUNS[random.nextInt(BETWEEN_RUNS.length)];
    boolean isPinned = !isRun && random.nextInt(PINNED_ONE_OF) == 0;
    return state.ordinal() | (isPinned ? Spans.PINNED : 0) | (isLast ? Spans.LAST : 0);
  }

  private static Trace trace(int count, Spans spans) {
    Trace drawn = TraceScript.of("main: RUNNING 0-%dns".formatted(DURATION_NANOS));
    Strings.Builder names = new Strings.Builder();
    Threads.Builder threads = new Threads.Builder();
    TimeRange life = new TimeRange(0, DURATION_NANOS);
    for (int thread = 0; thread < count; thread++) {
      int name = names.intern("worker-" + thread);
      threads.add(name, -1, ThreadKind.PLATFORM, thread + 1L, 0, 0, life);
    }
    return new Trace(
        drawn.facts(),
        names.build(),
        drawn.frames(),
        drawn.stacks(),
        threads.build(),
        spans,
        drawn.slices(),
        drawn.samples(),
        drawn.instants(),
        drawn.flows(),
        drawn.scheduling(),
        drawn.customEvents(),
        drawn.counters(),
        drawn.eventTypes(),
        drawn.diagnostics());
  }
}
