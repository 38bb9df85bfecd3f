package io.jtrace.timeline.export;

import io.jtrace.timeline.jfr.ConsumedField;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.FieldKind;
import io.jtrace.timeline.jfr.ScriptTable;
import io.jtrace.timeline.model.Annotations;
import io.jtrace.timeline.model.Counter;
import io.jtrace.timeline.model.CpuSource;
import io.jtrace.timeline.model.CustomEvents;
import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.Instants;
import io.jtrace.timeline.model.Samples;
import io.jtrace.timeline.model.Scheduling;
import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.SortedTables;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.Threads;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceFacts;
import io.jtrace.timeline.model.Track;
import io.jtrace.timeline.table.DoubleColumn;
import io.jtrace.timeline.table.FrameKind;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Stacks;
import io.jtrace.timeline.table.Strings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongConsumer;

/**
 * Traces of any size that obey the model's rules and nothing else: states, names and times are
 * drawn by lot, many of them at equal times.
 */
final class RandomTraces {
  private static final int STRINGS = 40;

  private final Random random;
  private final long durationNanos;
  private final int threadCount;
  private final int virtualThreads;
  private final int eventsPerThread;
  private final Strings.Builder strings = new Strings.Builder();
  private final Frames.Builder frames = new Frames.Builder();
  private final Stacks.Builder stacks = new Stacks.Builder();

  private RandomTraces(
      long seed, long durationNanos, int platformThreads, int virtualThreads, int eventsPerThread) {
    random = new Random(seed);
    this.durationNanos = durationNanos;
    this.virtualThreads = virtualThreads;
    this.eventsPerThread = eventsPerThread;
    threadCount = platformThreads + virtualThreads;
  }

  /** Returns a trace with up to {@code eventsPerThread} spans in every thread. */
  static Trace of(
      long seed, long durationNanos, int platformThreads, int virtualThreads, int eventsPerThread) {
    return new RandomTraces(seed, durationNanos, platformThreads, virtualThreads, eventsPerThread)
        .build();
  }

  private Trace build() {
    for (int i = 0; i < STRINGS; i++) {
      strings.intern("com.acme.Thing" + i);
    }
    for (int i = 0; i < STRINGS; i++) {
      int frame = frames.intern(i, (i * 7) % STRINGS, i - 1, FrameKind.values()[i % 6]);
      stacks.push(random.nextInt(i + 1) - 1, frame);
    }
    Threads.Builder threads = new Threads.Builder();
    Spans.Builder spans = new Spans.Builder();
    for (int thread = 0; thread < threadCount; thread++) {
      addThread(thread, threads, spans);
    }
    return new Trace(
        facts(),
        strings.build(),
        frames.build(),
        stacks.build(),
        threads.build(),
        spans.build(),
        slices(),
        samples(),
        instants(),
        flows(),
        scheduling(),
        Annotations.none(),
        customEvents(),
        List.of(counter()),
        List.of(),
        new Diagnostics.Builder().build());
  }

  private TraceFacts facts() {
    TraceFacts.Jvm jvm =
        new TraceFacts.Jvm("JVM", "25", 25, 77, "", "", "ZGC", 1, 1, 2, "cpu", "os");
    return new TraceFacts(
        1_700_000_000_000_000_000L, durationNanos, 0, 1, 0, List.of(jvm), CpuSource.NONE);
  }

  private void addThread(int thread, Threads.Builder threads, Spans.Builder spans) {
    long[] times = times(2 + random.nextInt(eventsPerThread));
    TimeRange life = new TimeRange(times[0], times[times.length - 1]);
    boolean virtual = thread >= threadCount - virtualThreads;
    threads.add(
        strings.intern((virtual ? "virtual-" : "platform-") + thread),
        -1,
        virtual ? ThreadKind.VIRTUAL : ThreadKind.PLATFORM,
        thread + 1L,
        virtual ? 0 : random.nextInt(50),
        0,
        life);
    for (int i = 0; i + 1 < times.length; i++) {
      if (times[i] == times[i + 1]) {
        continue;
      }
      int span = spans.add(times[i], times[i + 1], State.at(random.nextInt(State.count())));
      spans.describe(span, id(), id(), stack());
      spans.amount(span, random.nextInt(3) * 100L);
      spans.other(span, random.nextInt(threadCount + 1) - 1);
    }
    spans.endThread();
  }

  private long[] times(int count) {
    long[] times = new long[count];
    Arrays.setAll(times, i -> time());
    Arrays.sort(times);
    return times;
  }

  /** Half of the times are few, so that many are equal. */
  private long time() {
    return random.nextBoolean()
        ? random.nextInt(11) * durationNanos / 10
        : (long) (random.nextDouble() * durationNanos);
  }

  private int id() {
    return random.nextInt(STRINGS + 1) - 1;
  }

  private int stack() {
    return random.nextInt(STRINGS + 1) - 1;
  }

  private int events() {
    return eventsPerThread * Math.min(threadCount, 50);
  }

  private void atTimes(int count, LongConsumer event) {
    for (long time : times(count)) {
      event.accept(time);
    }
  }

  /** Overlapping and nested alike: the exporter must not rely on good manners. */
  private Slices slices() {
    Slices.Builder slices = new Slices.Builder();
    for (Track track : Track.values()) {
      atTimes(
          events() / 4,
          start -> {
            long end = Math.max(start, time());
            int depth = track.nests() ? random.nextInt(3) : random.nextInt(2);
            int slice = slices.add(track, depth, start, end, random.nextInt(STRINGS));
            int thread = random.nextInt(threadCount + 1) - 1;
            slices.describe(slice, id(), thread, stack(), random.nextInt(9) - 1L, 0);
          });
    }
    return slices.build();
  }

  private Samples samples() {
    Samples.Builder samples = new Samples.Builder();
    Samples.Kind[] kinds = Samples.Kind.values();
    atTimes(
        events(),
        nanos ->
            samples.add(
                kinds[random.nextInt(kinds.length)],
                nanos,
                random.nextInt(threadCount + 1) - 1,
                stack(),
                id(),
                random.nextInt(100)));
    return samples.build();
  }

  private Instants instants() {
    Instants.Builder instants = new Instants.Builder();
    Instants.Kind[] kinds = Instants.Kind.values();
    atTimes(
        events(),
        nanos ->
            instants.add(
                kinds[random.nextInt(kinds.length)],
                nanos,
                random.nextInt(threadCount + 1) - 1,
                stack(),
                id(),
                id()));
    return instants.build();
  }

  /** Knows nothing of the spans: neither do recordings that lost events. */
  private Scheduling scheduling() {
    return RandomScheduling.of(
            random.nextLong(),
            (int) durationNanos,
            threadCount - virtualThreads,
            virtualThreads,
            Math.min(events(), 100))
        .scheduling();
  }

  private Flows flows() {
    Flows.Builder flows = new Flows.Builder();
    Flows.Kind[] kinds = Flows.Kind.values();
    atTimes(
        events(),
        to ->
            flows.add(
                kinds[random.nextInt(kinds.length)],
                random.nextInt(threadCount),
                time(),
                random.nextInt(threadCount),
                to));
    return flows.build();
  }

  /** Any overlap, of threads and of none, before the trace and after it. */
  private CustomEvents customEvents() {
    ScriptTable.Ids noWords = new NoWords();
    List<EventTable> tables = new ArrayList<>();
    for (FieldKind kind : FieldKind.values()) {
      List<ConsumedField> fields = List.of(new ConsumedField("value", kind));
      ScriptTable table = new ScriptTable("com.acme.Event" + kind, fields, noWords);
      atTimes(
          events() / 8,
          start -> {
            long begin = start - random.nextInt(2) * durationNanos / 20;
            long duration = random.nextInt(3) == 0 ? 0 : random.nextInt(3) * durationNanos / 7;
            int thread = random.nextInt(threadCount + 1) - 1;
            table.add(begin, duration, thread, stack(), Map.of("value", value(kind)));
          });
      tables.add(table.build());
    }
    return SortedTables.of(tables, threadCount, durationNanos);
  }

  private String value(FieldKind kind) {
    int number = random.nextInt(STRINGS);
    return kind == FieldKind.REAL && number == 0 ? "NaN" : Integer.toString(number);
  }

  /** Takes numbers for ids. */
  private final class NoWords implements ScriptTable.Ids {
    @Override
    public int text(String text) {
      return Integer.parseInt(text);
    }

    @Override
    public int thread(String name) {
      return Integer.parseInt(name) % threadCount;
    }

    @Override
    public long nanos(String text) {
      return Long.parseLong(text);
    }
  }

  private Counter counter() {
    LongColumn.Builder nanos = new LongColumn.Builder();
    DoubleColumn.Builder values = new DoubleColumn.Builder();
    atTimes(
        events(),
        time -> {
          nanos.add(time);
          values.add(random.nextInt(20) == 0 ? Double.NaN : random.nextDouble() * 100);
        });
    return new Counter("load", "Load", Counter.Unit.RATIO, nanos.build(), values.build());
  }
}
