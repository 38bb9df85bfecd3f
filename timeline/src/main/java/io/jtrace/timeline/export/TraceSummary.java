package io.jtrace.timeline.export;

import io.jtrace.timeline.jfr.Diagnostic.Severity;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.EventTypeSummary;
import io.jtrace.timeline.model.CustomEvents;
import io.jtrace.timeline.model.Instants;
import io.jtrace.timeline.model.Samples;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The facts that accompany an export: JVM, recording, what was lost or limited, settings. A value
 * is a {@link String} or a {@link Long}.
 */
final class TraceSummary {
  private TraceSummary() {}

  /** Returns the facts by key, in the order in which they are to be shown. */
  static Map<String, Object> of(Trace trace, ThreadRows rows, FlowEnds flows) {
    Map<String, Object> facts = new LinkedHashMap<>();
    List<TraceFacts.Jvm> jvms = trace.facts().jvms();
    for (int i = 0; i < jvms.size(); i++) {
      putJvm(facts, jvms.size() == 1 ? "jvm." : "jvm" + (i + 1) + ".", jvms.get(i));
    }
    putRecording(facts, trace);
    facts.put("export.from_nanos", rows.window().startNanos());
    facts.put("export.to_nanos", Math.min(rows.window().endNanos(), trace.facts().durationNanos()));
    facts.put("export.virtual_threads_left_out", (long) rows.undrawnThreads());
    facts.put("export.arrows_left_out", (long) flows.undrawn());
    facts.put("export.samples_left_out", undrawnSamples(trace.samples(), rows));
    facts.put("export.instants_left_out", undrawnInstants(trace.instants(), rows));
    facts.put("export.events_left_out", undrawnEvents(trace.customEvents(), rows));
    putDiagnostics(facts, trace);
    for (EventTypeSummary type : trace.eventTypes()) {
      facts.put("event." + type.name(), settings(type));
    }
    return facts;
  }

  /** Adds which numbers of processors stand for carriers, and what had no place on any. */
  static void putProcessors(Map<String, Object> facts, Trace trace, Processors processors) {
    for (int carrier : processors.carriers()) {
      if (processors.ofCarrier(carrier) >= 0) {
        String number = Integer.toString(processors.ofCarrier(carrier));
        facts.put("processor." + number, "carrier " + trace.threadName(carrier));
      }
    }
    facts.put("export.carrier_runs_left_out", (long) processors.runs().leftOut());
    facts.put("export.processor_slices_left_out", (long) processors.slices().leftOut());
  }

  private static void putJvm(Map<String, Object> facts, String prefix, TraceFacts.Jvm jvm) {
    facts.put(prefix + "name", jvm.name());
    facts.put(prefix + "version", jvm.version());
    facts.put(prefix + "java_version", (long) jvm.javaVersion());
    facts.put(prefix + "pid", jvm.pid());
    facts.put(prefix + "command", jvm.mainClass());
    facts.put(prefix + "arguments", jvm.arguments());
    facts.put(prefix + "collector", jvm.collector());
    facts.put(prefix + "max_heap_bytes", jvm.maxHeapBytes());
    facts.put(prefix + "processors", (long) jvm.processors());
    facts.put(prefix + "cpu", jvm.cpu());
    facts.put(prefix + "os", jvm.os());
  }

  private static void putRecording(Map<String, Object> facts, Trace trace) {
    facts.put("recording.start_epoch_nanos", trace.facts().startEpochNanos());
    facts.put("recording.duration_nanos", trace.facts().durationNanos());
    facts.put("recording.size_bytes", trace.facts().sizeBytes());
    facts.put("recording.chunks", (long) trace.facts().chunks());
    facts.put("recording.events", trace.facts().eventCount());
    facts.put("recording.processor_times", trace.facts().cpuSource().label());
    facts.put("recording.lost_bytes", trace.diagnostics().lostBytes());
    facts.put("recording.lost_percent", percent(trace.lostPercent()));
  }

  /** Counts the samples of no thread, and of threads that have no row. */
  private static long undrawnSamples(Samples samples, ThreadRows rows) {
    long count = 0;
    for (int sample = 0; sample < samples.size(); sample++) {
      long nanos = samples.nanos(sample);
      if (rows.window().touches(nanos, nanos) && !rows.isDrawn(samples.thread(sample))) {
        count++;
      }
    }
    return count;
  }

  private static long undrawnInstants(Instants instants, ThreadRows rows) {
    long count = 0;
    for (int instant = 0; instant < instants.size(); instant++) {
      long nanos = instants.nanos(instant);
      if (rows.window().touches(nanos, nanos) && !rows.isDrawn(instants, instant)) {
        count++;
      }
    }
    return count;
  }

  private static long undrawnEvents(CustomEvents events, ThreadRows rows) {
    long count = 0;
    for (int event = 0; event < events.size(); event++) {
      boolean isInWindow = rows.window().touches(events.startNanos(event), events.endNanos(event));
      if (isInWindow && !rows.isDrawn(events, event)) {
        count++;
      }
    }
    return count;
  }

  private static void putDiagnostics(Map<String, Object> facts, Trace trace) {
    int number = 0;
    long lostBytes = trace.diagnostics().lostBytes();
    for (Diagnostics.Entry entry : trace.diagnostics().entries()) {
      Severity severity = entry.diagnostic().severity();
      String key = Labels.lowerCase(severity.name()) + "." + ++number;
      facts.put(key, sentence(entry));
      if (entry.sizeBytes() > 0) {
        facts.put(key + ".bytes", entry.sizeBytes());
        if (severity == Severity.LOSS) {
          double share = (double) entry.sizeBytes() / lostBytes;
          facts.put(key + ".percent", percent(trace.lostPercent() * share));
        }
      }
      putKnown(facts, key + ".offset_bytes", entry.offsetBytes());
      putKnown(facts, key + ".from_nanos", entry.fromNanos());
      putKnown(facts, key + ".to_nanos", entry.toNanos());
    }
  }

  private static void putKnown(Map<String, Object> facts, String key, long value) {
    if (value != Diagnostics.UNKNOWN) {
      facts.put(key, value);
    }
  }

  private static String percent(double percent) {
    return Double.toString(Math.round(percent * 1000) / 1000.0);
  }

  private static String sentence(Diagnostics.Entry entry) {
    String detail = entry.detail().isEmpty() ? "" : ": " + entry.detail();
    return entry.diagnostic().sentence() + detail + " (" + entry.count() + ")";
  }

  private static String settings(EventTypeSummary type) {
    StringBuilder text = new StringBuilder();
    text.append("count=").append(type.count()).append(" bytes=").append(type.sizeBytes());
    new TreeMap<>(type.settings())
        .forEach((key, value) -> text.append(' ').append(key).append('=').append(value));
    return text.toString();
  }
}
