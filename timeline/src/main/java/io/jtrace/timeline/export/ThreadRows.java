package io.jtrace.timeline.export;

import io.jtrace.timeline.analysis.NaturalOrder;
import io.jtrace.timeline.model.CarrierRuns;
import io.jtrace.timeline.model.CpuSlices;
import io.jtrace.timeline.model.CustomEvents;
import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.Instants;
import io.jtrace.timeline.model.Samples;
import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.Threads;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * The plan of the rows: which threads appear, in what order, under which ids.
 *
 * <p>A thread appears when the window shows anything of it; a thread of which nothing is known
 * would be an empty row. Every thread has a row of its own, unless there are more than {@link
 * #MAX_VIRTUAL_THREAD_ROWS} virtual threads: viewers take time that is quadratic in the number of
 * rows. Then virtual threads are <em>packed</em>: each takes the first free lane for as long as it
 * lives, so there are as many lanes as virtual threads live at one time, and each thread is one
 * slice with its states inside.
 */
final class ThreadRows {
  /** Up to this many virtual threads have a row each; with more, all are packed. */
  static final int MAX_VIRTUAL_THREAD_ROWS = 1_000;

  /** No more lanes than this; virtual threads that find none are not drawn, but counted. */
  static final int MAX_LANES = 4_000;

  private static final String CARRIER_GROUP = "CarrierThreads";
  private static final String SYSTEM_GROUP = "system";

  private final Trace trace;
  private final TimeRange window;
  private final ThreadIds ids;
  private final BitSet drawn = new BitSet();
  private final int[] lanes;
  private final int[] inOrder;
  private final int[] packed;
  private int undrawnThreads;

  private ThreadRows(Trace trace, TimeRange window) {
    this.trace = trace;
    this.window = window;
    Threads threads = trace.threads();
    ids = ThreadIds.of(trace.facts().jvms(), threads);
    findDrawn();
    lanes = new int[threads.size()];
    Arrays.fill(lanes, -1);
    int[] virtual =
        drawn.stream().filter(thread -> threads.kind(thread) == ThreadKind.VIRTUAL).toArray();
    packed = virtual.length > MAX_VIRTUAL_THREAD_ROWS ? pack(virtual) : new int[0];
    inOrder = order();
  }

  static ThreadRows of(Trace trace, TimeRange window) {
    return new ThreadRows(trace, window);
  }

  private void findDrawn() {
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      if (hasSpans(thread)) {
        drawn.set(thread);
      }
    }
    Samples samples = trace.samples();
    for (int i = 0; i < samples.size(); i++) {
      mark(samples.thread(i), samples.nanos(i), samples.nanos(i));
    }
    Instants instants = trace.instants();
    for (int i = 0; i < instants.size(); i++) {
      mark(instants.thread(i), instants.nanos(i), instants.nanos(i));
    }
    Flows flows = trace.flows();
    for (int i = 0; i < flows.size(); i++) {
      mark(flows.fromThread(i), flows.fromNanos(i), flows.fromNanos(i));
      mark(flows.toThread(i), flows.toNanos(i), flows.toNanos(i));
    }
    Slices slices = trace.slices();
    for (int i = 0; i < slices.size(); i++) {
      if (SliceTracks.belongsToThread(slices, i)
          && window.touches(slices.startNanos(i), slices.endNanos(i))) {
        drawn.set(slices.thread(i));
      }
    }
    findCustomEvents();
    findScheduled();
  }

  /** Marks the threads that have a custom event in the window. */
  private void findCustomEvents() {
    CustomEvents events = trace.customEvents();
    for (int event = events.end(-1); event < events.size(); ) {
      int thread = events.thread(event);
      int end = events.end(thread);
      for (; event < end && !drawn.get(thread); event++) {
        drawn.set(thread, window.touches(events.startNanos(event), events.endNanos(event)));
      }
      event = end;
    }
  }

  /** Marks the threads that carried something or were on a processor in the window. */
  private void findScheduled() {
    CarrierRuns runs = trace.carrierRuns();
    for (int run = 0; run < runs.size(); run++) {
      mark(runs.carrier(run), runs.startNanos(run), runs.endNanos(run));
    }
    CpuSlices slices = trace.cpuSlices();
    for (int slice = 0; slice < slices.size(); slice++) {
      mark(slices.thread(slice), slices.startNanos(slice), slices.endNanos(slice));
    }
  }

  private void mark(int thread, long start, long end) {
    if (thread >= 0 && window.touches(start, end)) {
      drawn.set(thread);
    }
  }

  private boolean hasSpans(int thread) {
    Spans spans = trace.spans();
    int end = spans.end(thread);
    for (int span = spans.firstEndingAfter(thread, window.startNanos() - 1); span < end; span++) {
      if (spans.startNanos(span) >= window.endNanos()) {
        return false;
      }
      if (isDrawn(spans, span, window)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a span is a slice in the window. What is not known stays blank. */
  static boolean isDrawn(Spans spans, int span, TimeRange window) {
    return spans.state(span) != State.UNDETERMINED
        && window.touches(spans.startNanos(span), spans.endNanos(span));
  }

  /** Returns whether a slice is in the window, and its row among those that are drawn. */
  boolean isDrawn(Slices slices, int slice) {
    return window.touches(slices.startNanos(slice), slices.endNanos(slice))
        && (!SliceTracks.belongsToThread(slices, slice) || isDrawn(slices.thread(slice)));
  }

  /** Returns whether an instant is in the window, and its row among those that are drawn. */
  boolean isDrawn(Instants instants, int instant) {
    long nanos = instants.nanos(instant);
    int thread = instants.thread(instant);
    return window.touches(nanos, nanos) && (thread < 0 || isDrawn(thread));
  }

  /** Returns whether a custom event is in the window, and its row among those that are drawn. */
  boolean isDrawn(CustomEvents events, int event) {
    int thread = events.thread(event);
    return window.touches(events.startNanos(event), events.endNanos(event))
        && (thread < 0 || isDrawn(thread));
  }

  private int[] pack(int[] virtual) {
    Threads threads = trace.threads();
    int[] byStart =
        Arrays.stream(virtual)
            .boxed()
            .sorted(Comparator.comparingLong(threads::startNanos).thenComparing(t -> t))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Lanes> lanesOfJvms = new ArrayList<>();
    trace.facts().jvms().forEach(jvm -> lanesOfJvms.add(new Lanes()));
    for (int thread : byStart) {
      TimeRange life = lifetime(thread);
      int lane = lanesOfJvms.get(threads.jvm(thread)).place(0, life.startNanos(), life.endNanos());
      if (lane < MAX_LANES) {
        lanes[thread] = lane;
      } else {
        drawn.clear(thread);
        undrawnThreads++;
      }
    }
    return Arrays.stream(byStart).filter(drawn::get).toArray();
  }

  private int[] order() {
    Threads threads = trace.threads();
    return drawn.stream()
        .filter(thread -> !isPacked(thread))
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(threads::jvm)
                .thenComparingInt(this::rank)
                .thenComparing(trace::threadName, NaturalOrder::compare)
                .thenComparing(thread -> thread))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The program's threads first, its main thread before all; the JVM's own threads last. */
  private int rank(int thread) {
    Threads threads = trace.threads();
    ThreadKind kind = threads.kind(thread);
    if (kind == ThreadKind.JVM) {
      return 5;
    }
    if (kind == ThreadKind.VIRTUAL) {
      return 3;
    }
    if (threads.javaId(thread) == 1) {
      return 0;
    }
    return switch (trace.strings().atOr(threads.group(thread), "")) {
      case CARRIER_GROUP -> 2;
      case SYSTEM_GROUP -> 4;
      default -> 1;
    };
  }

  TimeRange window() {
    return window;
  }

  boolean isDrawn(int thread) {
    return thread >= 0 && drawn.get(thread);
  }

  /** Returns whether a thread shares its row. */
  boolean isPacked(int thread) {
    return lanes[thread] >= 0;
  }

  /** Returns the lane of a packed thread, from 0 in each JVM. */
  int lane(int thread) {
    return lanes[thread];
  }

  /** Returns the threads with a row of their own, in the order of the rows. */
  int[] inOrder() {
    return inOrder;
  }

  /** Returns the packed threads in order of their start. */
  int[] packed() {
    return packed;
  }

  /** Returns the part of a thread's life that lies in the window. */
  TimeRange lifetime(int thread) {
    long start = Math.max(trace.threads().startNanos(thread), window.startNanos());
    long end = Math.min(trace.threads().endNanos(thread), window.endNanos());
    return new TimeRange(start, Math.max(start, end));
  }

  int pid(int jvm) {
    return ids.pid(jvm);
  }

  /** Returns the tid of a thread with a row of its own. */
  int tid(int thread) {
    return ids.tid(thread);
  }

  /** Returns the tid to which samples of a thread belong: packed threads of a JVM share one. */
  int sampleTid(int thread) {
    return isPacked(thread) ? ThreadIds.packedTid(trace.threads().jvm(thread)) : tid(thread);
  }

  /** Returns how many virtual threads had to be left out. */
  int undrawnThreads() {
    return undrawnThreads;
  }
}
