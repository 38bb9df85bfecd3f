package io.jtrace.timeline.export;

import io.jtrace.timeline.analysis.Grouping;
import io.jtrace.timeline.model.CarrierRuns;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Stand-ins for packed virtual threads in the viewer's scheduling, which knows only threads: one
 * per carrier and group of names. A single thread per group would run on several carriers at once.
 *
 * <p>Not safe for use by several threads.
 */
final class CarriedGroups {
  /** No more stand-ins by name; each is a row. Those that come later share one per carrier. */
  private static final int MAX_NAMED = 200;

  private static final String OTHERS = "other virtual threads";

  private record Key(int carrier, String group) {}

  private final Trace trace;
  private final ThreadRows rows;
  private final Processors processors;
  private final PerfettoTracks tracks;
  private final Map<Integer, String> groupsOfNames = new HashMap<>();
  private final Map<Key, KernelStates> standIns = new LinkedHashMap<>();

  CarriedGroups(Trace trace, ThreadRows rows, Processors processors, PerfettoTracks tracks) {
    this.trace = trace;
    this.rows = rows;
    this.processors = processors;
    this.tracks = tracks;
  }

  void write(SchedulingPackets packets, TimeRange window) throws IOException {
    if (rows.packed().length == 0) {
      return;
    }
    for (int carrier : processors.carriers()) {
      CarrierRuns runs = trace.carrierRuns();
      int end = runs.end(carrier);
      for (int run = runs.first(carrier); run < end; run++) {
        int thread = runs.virtualThread(run);
        if (processors.runs().counts(run) && thread >= 0 && rows.isPacked(thread)) {
          KernelStates states = standIn(carrier, thread, packets, window);
          states.running(processors.runs().startNanos(run), processors.ofCarrier(carrier));
          states.waiting(runs.endNanos(run), null);
        }
      }
    }
    for (KernelStates states : standIns.values()) {
      states.finish();
    }
  }

  private KernelStates standIn(int carrier, int thread, SchedulingPackets packets, TimeRange window)
      throws IOException {
    String group = group(thread);
    Key key = new Key(carrier, group);
    if (!standIns.containsKey(key) && standIns.size() >= MAX_NAMED) {
      key = new Key(carrier, OTHERS);
    }
    KernelStates known = standIns.get(key);
    if (known != null) {
      return known;
    }
    int tid = ThreadIds.carriedTid(standIns.size());
    KernelStates states = new KernelStates(packets, window, tid);
    standIns.put(key, states);
    tracks.standIn(
        trace.threads().jvm(carrier), tid, key.group + " on " + trace.threadName(carrier));
    return states;
  }

  /** Names come by the hundred thousand; groups do not. */
  private String group(int thread) {
    return groupsOfNames.computeIfAbsent(
        trace.threads().name(thread), name -> Grouping.namePattern(trace.strings().at(name)));
  }
}
