package io.jtrace.timeline.export;

import io.jtrace.proto.perfetto.Callstack;
import io.jtrace.proto.perfetto.DebugAnnotation;
import io.jtrace.proto.perfetto.Frame;
import io.jtrace.proto.perfetto.InternedData;
import io.jtrace.proto.perfetto.TracePacket;
import io.jtrace.proto.perfetto.TracePacket.SequenceFlags;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The dictionaries of one sequence as an importer builds them, with checks of their use. */
final class InternedTables {
  private final List<String> problems;
  private final Map<Long, String> eventNames = new HashMap<>();
  private final Map<Long, String> categories = new HashMap<>();
  private final Map<String, Set<Long>> defined = new HashMap<>();
  private boolean started;
  private boolean hasTimebase;
  private boolean hasSource;

  InternedTables(List<String> problems) {
    this.problems = problems;
  }

  String eventName(long iid) {
    return eventNames.getOrDefault(iid, "");
  }

  String category(long iid) {
    return categories.getOrDefault(iid, "");
  }

  /** Takes a packet's definitions, then checks its uses: both may be in one packet. */
  void add(TracePacket packet) {
    int flags = packet.getSequenceFlags();
    boolean clears = (flags & SequenceFlags.SEQ_INCREMENTAL_STATE_CLEARED_VALUE) != 0;
    expect(clears != started, "the state must be cleared once, at the start", packet);
    expect(
        (flags & SequenceFlags.SEQ_NEEDS_INCREMENTAL_STATE_VALUE) != 0,
        "the packet does not ask for its state",
        packet);
    started = true;
    if (packet.hasTracePacketDefaults()) {
      hasTimebase |= packet.getTracePacketDefaults().hasPerfSampleDefaults();
      hasSource |= packet.getTracePacketDefaults().getStackSampleDefaults().hasSource();
    }
    define(packet.getInternedData());
    if (packet.hasTrackEvent()) {
      useOfEvent(packet);
    }
    if (packet.hasPerfSample()) {
      expect(hasTimebase, "a sample without time base", packet);
      use("callstack", packet.getPerfSample().getCallstackIid(), packet);
    }
    if (packet.hasStackSample()) {
      expect(hasSource, "a sample without source", packet);
      use("callstack", packet.getStackSample().getCallstackIid(), packet);
    }
  }

  private void define(InternedData data) {
    data.getEventCategoriesList().forEach(e -> define("category", e.getIid()));
    data.getEventCategoriesList().forEach(e -> categories.put(e.getIid(), e.getName()));
    data.getEventNamesList().forEach(e -> define("event name", e.getIid()));
    data.getEventNamesList().forEach(e -> eventNames.put(e.getIid(), e.getName()));
    data.getDebugAnnotationNamesList().forEach(e -> define("argument name", e.getIid()));
    data.getDebugAnnotationStringValuesList().forEach(e -> define("value", e.getIid()));
    data.getFunctionNamesList().forEach(e -> define("function", e.getIid()));
    data.getMappingPathsList().forEach(e -> define("path", e.getIid()));
    data.getMappingsList().forEach(e -> define("mapping", e.getIid()));
    data.getKernelSymbolsList().forEach(e -> define("reason", e.getIid()));
    data.getFramesList().forEach(e -> define("frame", e.getIid()));
    data.getCallstacksList().forEach(e -> define("callstack", e.getIid()));
    for (Frame frame : data.getFramesList()) {
      use("function", frame.getFunctionNameId(), frame);
      use("mapping", frame.getMappingId(), frame);
    }
    for (Callstack callstack : data.getCallstacksList()) {
      expect(callstack.getFrameIdsCount() > 0, "a stack without frames", callstack);
      callstack.getFrameIdsList().forEach(id -> use("frame", id, callstack));
    }
  }

  private void useOfEvent(TracePacket packet) {
    if (packet.getTrackEvent().hasNameIid()) {
      use("event name", packet.getTrackEvent().getNameIid(), packet);
    }
    packet.getTrackEvent().getCategoryIidsList().forEach(id -> use("category", id, packet));
    if (packet.getTrackEvent().hasCallstackIid()) {
      use("callstack", packet.getTrackEvent().getCallstackIid(), packet);
    }
    for (DebugAnnotation annotation : packet.getTrackEvent().getDebugAnnotationsList()) {
      use("argument name", annotation.getNameIid(), packet);
      if (annotation.hasStringValueIid()) {
        use("value", annotation.getStringValueIid(), packet);
      }
    }
  }

  private void define(String table, long iid) {
    boolean isNew = defined.computeIfAbsent(table, key -> new HashSet<>()).add(iid);
    expect(iid != 0 && isNew, "an iid of a " + table + " is 0 or defined twice", iid);
  }

  private void use(String table, long iid, Object where) {
    expect(
        defined.getOrDefault(table, Set.of()).contains(iid),
        "the " + table + " " + iid + " is not defined",
        where);
  }

  private void expect(boolean rule, String problem, Object where) {
    if (!rule) {
      problems.add(problem + " in " + where.toString().replace('\n', ' '));
    }
  }
}
