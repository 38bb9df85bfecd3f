package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.SchedulingFacts;
import io.jtrace.timeline.jfr.Diagnostic.Severity;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.EventTypeSummary;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceFacts;
import io.jtrace.web.api.Json;
import io.jtrace.web.api.Losses;
import io.jtrace.web.api.SchedulingJson;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code info --json}; the schema is in {@code docs/cli.md} and only ever grows. */
final class InfoJson {
  private InfoJson() {}

  static void write(Json json, LoadedTrace loaded) throws IOException {
    Trace trace = loaded.trace();
    TraceFacts facts = trace.facts();
    json.object(
        () -> {
          json.field("name", loaded.name());
          json.field("startEpochNanos", facts.startEpochNanos());
          json.field("durationNanos", facts.durationNanos());
          json.field("sizeBytes", facts.sizeBytes());
          json.field("chunks", facts.chunks());
          json.field("eventCount", facts.eventCount());
          json.field("threads", trace.threads().size());
          json.field("virtualThreads", ThreadCounts.countVirtual(trace));
          json.object("scheduling", () -> SchedulingJson.facts(json, SchedulingFacts.of(trace)));
          json.object("lost", () -> lost(json, trace));
          json.objects("notes", entries(trace, false), entry -> entry(json, entry));
          json.objects("jvms", facts.jvms(), jvm -> jvm(json, jvm));
          json.object("events", () -> events(json, trace));
        });
  }

  static void lost(Json json, Trace trace) throws IOException {
    json.field("bytes", trace.diagnostics().lostBytes());
    json.field("percent", trace.lostPercent());
    json.objects("reasons", entries(trace, true), entry -> entry(json, entry));
  }

  private static List<Diagnostics.Entry> entries(Trace trace, boolean losses) {
    return trace.diagnostics().entries().stream()
        .filter(entry -> (entry.diagnostic().severity() == Severity.LOSS) == losses)
        .toList();
  }

  private static void entry(Json json, Diagnostics.Entry entry) throws IOException {
    json.field("kind", entry.diagnostic().name());
    json.field("severity", entry.diagnostic().severity().name().toLowerCase(Locale.ROOT));
    json.field("sentence", entry.diagnostic().sentence());
    json.known("detail", entry.detail());
    json.field("count", entry.count());
    json.field("bytes", entry.sizeBytes());
    Losses.writePlace(json, entry);
  }

  private static void jvm(Json json, TraceFacts.Jvm jvm) throws IOException {
    json.known("name", jvm.name());
    json.known("version", jvm.version());
    json.unless(0, "javaVersion", jvm.javaVersion());
    json.unless(0, "pid", jvm.pid());
    json.known("mainClass", jvm.mainClass());
    json.known("arguments", jvm.arguments());
    json.known("collector", jvm.collector());
    json.unless(0, "maxHeapBytes", jvm.maxHeapBytes());
    json.unless(0, "processors", jvm.processors());
    json.known("cpu", jvm.cpu());
    json.known("os", jvm.os());
  }

  private static void events(Json json, Trace trace) throws IOException {
    for (EventTypeSummary type : trace.eventTypes()) {
      if (type.count() > 0) {
        json.object(
            type.name(),
            () -> {
              json.field("count", type.count());
              json.field("bytes", type.sizeBytes());
              json.field("label", type.label());
              json.object("settings", () -> settings(json, type));
            });
      }
    }
  }

  private static void settings(Json json, EventTypeSummary type) throws IOException {
    for (Map.Entry<String, String> setting : new TreeMap<>(type.settings()).entrySet()) {
      json.field(setting.getKey(), setting.getValue());
    }
  }
}
