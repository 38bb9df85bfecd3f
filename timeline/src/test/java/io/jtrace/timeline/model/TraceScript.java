package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.EventTypeSummary;
import io.jtrace.timeline.table.DoubleColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Strings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws a {@link Trace} for tests.
 *
 * <pre>
 * main:   RUNNING 0-10, PARKED 10-40 lock=java.util.concurrent.FutureTask stack=A.get&lt;A.main wokenBy worker
 * worker: RUNNING 5-38, SLEEPING 38-50
 * virtual v-1: UNDETERMINED 0-20, SOCKET_IO 20-30 op="socket read" subject=db:5432 bytes=512 pinned
 * jvm "GC Thread#0": UNDETERMINED 0-50
 * {@literal @}trace 0-60
 * {@literal @}pause 20-22 "GC Pause" detail="G1 Evacuation Pause" id=3
 * {@literal @}sample main 12 EXECUTION stack=A.loop&lt;A.main
 * {@literal @}allocated main 0=1000 40=9000
 * {@literal @}instant main 13 EXCEPTION text=java.io.IOException detail="no route" stack=A.x
 * {@literal @}flow UNPARK worker 38 main 40
 * {@literal @}custom main 10-30 com.acme.Checkout "label=Check out" orderId:NUMBER=17 note:TEXT=null
 * {@literal @}counter heap.used BYTES 0=100 10=200.5
 * {@literal @}recorded jdk.GCPhasePause
 * {@literal @}diagnostic LIMIT "parks shorter than 10 ms"
 * # a comment
 * </pre>
 *
 * <p>Times are milliseconds unless they carry a unit (ns, us, ms, s). A thread lives from its first
 * span to its last; its start was seen if that is after 0, its end if that is before the end of the
 * trace. A gap between spans is UNDETERMINED. {@code wokenBy} makes a flow of the kind that fits the
 * state. ScriptAttributes of a span: {@code op lock subject stack other wokenBy bytes timeout address} and
 * the words {@code pinned timedOut proven continued}; of its thread, on its first span: {@code
 * startedBy startStack osId javaId group}. Slices ({@code @gc @pause @concurrent @safepoint @vmop
 * @compilation @region @task}) take {@code detail thread stack id amount depth}. A custom event is of
 * a thread or of none ({@code -}), and a range or a moment; see {@link ScriptCustomEvents}.
 */
public final class TraceScript {
  private static final Map<String, Track> TRACKS =
      Map.of(
          "@gc", Track.GC,
          "@pause", Track.GC_PAUSE,
          "@concurrent", Track.GC_CONCURRENT,
          "@safepoint", Track.SAFEPOINT,
          "@vmop", Track.VM_OPERATION,
          "@compilation", Track.COMPILATION,
          "@region", Track.REGION,
          "@task", Track.TASK);

  private record Sample(Samples.Kind kind, long nanos, int thread, int stack, int text, long w) {}

  private record Instant(
      Instants.Kind kind, long nanos, int thread, int stack, int text, int detail) {}

  private record Flow(Flows.Kind kind, int from, long fromNanos, int to, long toNanos) {}

  private record Slice(Track track, int depth, TimeRange range, int name, ScriptAttributes with) {}

  private final Strings.Builder strings = new Strings.Builder();
  private final ScriptStacks stacks = new ScriptStacks(strings);
  private final Map<String, Integer> threadIds = new LinkedHashMap<>();
  private final List<String> threadLines = new ArrayList<>();
  private final Threads.Builder threads = new Threads.Builder();
  private final Spans.Builder spans = new Spans.Builder();
  private final List<Slice> slices = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();
  private final Samples.Builder samplesTable = new Samples.Builder();
  private final List<Instant> instants = new ArrayList<>();
  private final List<Flow> flows = new ArrayList<>();
  private final ScriptCustomEvents customEvents =
      new ScriptCustomEvents(strings, stacks, this::threadId);
  private final List<Counter> counters = new ArrayList<>();
  private final List<EventTypeSummary> eventTypes = new ArrayList<>();
  private final Diagnostics.Builder diagnostics = new Diagnostics.Builder();
  private long durationNanos;

  private TraceScript() {}

  /**
   * Returns the trace that {@code lines} draw.
   *
   * @throws IllegalArgumentException naming the line that is no script
   */
  public static Trace of(String... lines) {
    return new TraceScript().build(String.join("\n", lines));
  }

  private Trace build(String text) {
    List<String> directives = new ArrayList<>();
    for (String raw : text.split("\n", -1)) {
      String line = raw.strip();
      if (line.startsWith("@")) {
        directives.add(line);
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        threadLines.add(line);
        threadIds.put(threadName(line), threadIds.size());
      }
    }
    directives.stream().filter(line -> line.startsWith("@trace ")).forEach(this::directive);
    threadLines.forEach(line -> durationNanos = Math.max(durationNanos, endOf(line)));
    threadLines.forEach(this::thread);
    directives.stream().filter(line -> !line.startsWith("@trace ")).forEach(this::directive);
    return trace();
  }

  private static String threadName(String line) {
    return head(line).replaceFirst("^(virtual|jvm) ", "").replace("\"", "");
  }

  private static String head(String line) {
    int colon = line.indexOf(": ");
    if (colon < 0) {
      throw new IllegalArgumentException("expected a thread's name and ': ' in: " + line);
    }
    return line.substring(0, colon);
  }

  private static ScriptLine body(String line) {
    return new ScriptLine(line.substring(head(line).length() + 2));
  }

  private static long endOf(String line) {
    ScriptLine body = body(line);
    long end = 0;
    while (body.hasNext()) {
      body.word();
      end = Math.max(end, body.range().endNanos());
      while (body.hasAttribute()) {
        body.word();
      }
      body.skipComma();
    }
    return end;
  }

  private int threadId(String name) {
    Integer id = threadIds.get(name);
    if (id == null) {
      throw new IllegalArgumentException("no line draws the thread " + name);
    }
    return id;
  }

  private void thread(String line) {
    ScriptLine body = body(line);
    String name = threadName(line);
    int thread = threadId(name);
    long start = -1;
    long end = 0;
    ScriptAttributes ofThread = new ScriptAttributes();
    while (body.hasNext()) {
      State state = State.valueOf(body.word());
      TimeRange range = body.range();
      ScriptAttributes with = ScriptAttributes.of(body);
      body.skipComma();
      if (start < 0) {
        start = range.startNanos();
        ofThread = with;
      } else if (range.startNanos() < end) {
        throw body.error("spans in order without overlap");
      } else if (range.startNanos() > end) {
        spans.add(end, range.startNanos(), State.UNDETERMINED);
      }
      span(thread, state, range, with);
      end = range.endNanos();
    }
    addThread(head(line), name, new TimeRange(Math.max(start, 0), end), ofThread);
    spans.endThread();
  }

  private void addThread(String head, String name, TimeRange lifetime, ScriptAttributes with) {
    ThreadKind kind =
        head.startsWith("virtual ")
            ? ThreadKind.VIRTUAL
            : head.startsWith("jvm ") ? ThreadKind.JVM : ThreadKind.PLATFORM;
    int next = threadId(name);
    long javaId = kind == ThreadKind.JVM ? 0 : with.number("javaId", next + 1);
    long osId = kind == ThreadKind.VIRTUAL ? 0 : with.number("osId", 1000L + next);
    int thread =
        threads.add(
            strings.intern(name), with.text(strings, "group"), kind, javaId, osId, 0, lifetime);
    if (lifetime.startNanos() > 0 || with.has("startedBy")) {
      int parent = with.has("startedBy") ? threadId(with.get("startedBy")) : -1;
      threads.startSeen(thread, parent, stacks.of(with.getOr("startStack", "")));
      if (parent >= 0) {
        long at = lifetime.startNanos();
        flows.add(new Flow(Flows.Kind.START, parent, at, thread, at));
      }
    }
    if (lifetime.endNanos() < durationNanos) {
      threads.endSeen(thread);
    }
  }

  private void span(int thread, State state, TimeRange range, ScriptAttributes with) {
    int span = spans.add(range.startNanos(), range.endNanos(), state);
    int operation = with.text(strings, "op");
    if (operation < 0) {
      operation = defaultOperation(state);
    }
    int subject = with.text(strings, with.has("lock") ? "lock" : "subject");
    spans.describe(span, operation, subject, stacks.of(with.getOr("stack", "")));
    spans.amount(span, with.number("bytes", with.nanos("timeout")));
    spans.address(span, Long.decode(with.getOr("address", "0")));
    if (with.has("other")) {
      spans.other(span, threadId(with.get("other")));
    }
    if (with.has("wokenBy")) {
      int waker = threadId(with.get("wokenBy"));
      spans.other(span, waker);
      long at = range.endNanos();
      flows.add(new Flow(wakeKind(state), waker, at, thread, at));
    }
    flags(span, with);
  }

  private void flags(int span, ScriptAttributes with) {
    if (with.has("pinned")) {
      spans.pinned(span);
    }
    if (with.has("timedOut")) {
      spans.timedOut(span);
    }
    if (with.has("proven")) {
      spans.proven(span);
    }
    if (with.has("continued")) {
      spans.continued(span);
    }
  }

  private static Flows.Kind wakeKind(State state) {
    return switch (state) {
      case BLOCKED -> Flows.Kind.MONITOR_HANDOVER;
      case WAITING -> Flows.Kind.NOTIFY;
      default -> Flows.Kind.UNPARK;
    };
  }

  private int defaultOperation(State state) {
    for (Operation operation : Operation.values()) {
      if (operation.state() == state && state.isBlocking()) {
        return strings.intern(operation.label());
      }
    }
    return -1;
  }

  private void directive(String text) {
    ScriptLine line = new ScriptLine(text);
    String name = line.word();
    Track track = TRACKS.get(name);
    if (track != null) {
      slice(track, line);
      return;
    }
    switch (name) {
      case "@trace" -> durationNanos = line.range().endNanos();
      case "@sample" -> sample(line);
      case "@allocated" -> allocated(line);
      case "@instant" -> instant(line);
      case "@flow" ->
          flows.add(
              new Flow(
                  Flows.Kind.valueOf(line.word()),
                  threadId(line.word()),
                  line.time(),
                  threadId(line.word()),
                  line.time()));
      case "@custom" -> customEvents.add(line);
      case "@counter" -> counter(line);
      case "@recorded" -> eventTypes.add(recorded(line.word()));
      case "@diagnostic" -> diagnostics.count(Diagnostic.valueOf(line.word()), line.word());
      default -> throw line.error("a directive");
    }
  }

  private static EventTypeSummary recorded(String type) {
    return new EventTypeSummary(type, type, 0, 0, Map.of("enabled", "true"));
  }

  private void slice(Track track, ScriptLine line) {
    TimeRange range = line.range();
    int name = strings.intern(line.word());
    ScriptAttributes with = ScriptAttributes.of(line);
    slices.add(new Slice(track, (int) with.number("depth", 0), range, name, with));
  }

  private void sample(ScriptLine line) {
    int thread = threadId(line.word());
    long nanos = line.time();
    Samples.Kind kind = Samples.Kind.valueOf(line.word().toUpperCase(Locale.ROOT));
    ScriptAttributes with = ScriptAttributes.of(line);
    int stack = stacks.of(with.getOr("stack", ""));
    long weight = with.number("weight", 1);
    samples.add(new Sample(kind, nanos, thread, stack, with.text(strings, "subject"), weight));
  }

  private void allocated(ScriptLine line) {
    int thread = threadId(line.word());
    while (line.hasNext()) {
      String[] reading = line.word().split("=", 2);
      long nanos = ScriptLine.nanos(reading[0]);
      samplesTable.allocated(thread, nanos, Long.parseLong(reading[1]));
    }
  }

  private void instant(ScriptLine line) {
    int thread = threadId(line.word());
    long nanos = line.time();
    Instants.Kind kind = Instants.Kind.valueOf(line.word());
    ScriptAttributes with = ScriptAttributes.of(line);
    int text = with.text(strings, "text");
    int detail = with.text(strings, "detail");
    instants.add(
        new Instant(kind, nanos, thread, stacks.of(with.getOr("stack", "")), text, detail));
  }

  private void counter(ScriptLine line) {
    String key = line.word();
    Counter.Unit unit = Counter.Unit.valueOf(line.word());
    LongColumn.Builder nanos = new LongColumn.Builder();
    DoubleColumn.Builder values = new DoubleColumn.Builder();
    while (line.hasNext()) {
      String[] point = line.word().split("=", 2);
      nanos.add(ScriptLine.nanos(point[0]));
      values.add(Double.parseDouble(point[1]));
    }
    counters.add(new Counter(key, key, unit, nanos.build(), values.build()));
  }

  private Trace trace() {
    Slices slicesTable = buildSlices();
    samples.stream()
        .sorted(Comparator.comparingLong(Sample::nanos))
        .forEach(s -> samplesTable.add(s.kind, s.nanos, s.thread, s.stack, s.text, s.w));
    Instants.Builder instantsTable = new Instants.Builder();
    instants.stream()
        .sorted(Comparator.comparingLong(Instant::nanos))
        .forEach(i -> instantsTable.add(i.kind, i.nanos, i.thread, i.stack, i.text, i.detail));
    Flows.Builder flowsTable = new Flows.Builder();
    flows.stream()
        .sorted(Comparator.comparingLong(Flow::toNanos))
        .forEach(f -> flowsTable.add(f.kind, f.from, f.fromNanos, f.to, f.toNanos));
    return new Trace(
        ScriptFacts.of(durationNanos),
        strings.build(),
        stacks.frames(),
        stacks.stacks(),
        threads.build(),
        spans.build(),
        slicesTable,
        samplesTable.build(),
        instantsTable.build(),
        flowsTable.build(),
        Scheduling.none(),
        Annotations.none(),
        customEvents.build(threadIds.size(), durationNanos),
        counters,
        eventTypes,
        diagnostics.build());
  }

  private Slices buildSlices() {
    Slices.Builder builder = new Slices.Builder();
    slices.stream()
        .sorted(
            Comparator.comparing(Slice::track)
                .thenComparing(s -> s.range.startNanos())
                .thenComparing(Slice::depth))
        .forEach(
            s -> {
              int slice =
                  builder.add(s.track, s.depth, s.range.startNanos(), s.range.endNanos(), s.name);
              int thread = s.with.has("thread") ? threadId(s.with.get("thread")) : -1;
              builder.describe(
                  slice,
                  s.with.text(strings, "detail"),
                  thread,
                  stacks.of(s.with.getOr("stack", "")),
                  s.with.number("id", -1),
                  s.with.number("amount", 0));
            });
    return builder.build();
  }
}
