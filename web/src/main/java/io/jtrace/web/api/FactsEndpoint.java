package io.jtrace.web.api;

import io.jtrace.timeline.analysis.SchedulingFacts;
import io.jtrace.timeline.analysis.StackTag;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.EventTypeSummary;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceFacts;
import io.jtrace.web.load.CurrentTrace;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the trace is. */
final class FactsEndpoint {
  private final CurrentTrace.Version version;
  private final Trace trace;
  private final Links links;

  FactsEndpoint(CurrentTrace.Version version, Links links) {
    this.version = version;
    this.trace = version.trace().trace();
    this.links = links;
  }

  JsonEndpoint.Body facts(Parameters parameters) {
    return json -> json.object(() -> write(json));
  }

  private void write(Json json) throws IOException {
    TraceFacts facts = trace.facts();
    json.field("version", version.number());
    json.field("name", version.trace().name());
    json.field("base", version.base() == null ? null : version.base().name());
    json.field("startEpochNanos", Long.toString(facts.startEpochNanos()));
    json.field("durationNanos", facts.durationNanos());
    json.field("sizeBytes", facts.sizeBytes());
    json.field("chunks", facts.chunks());
    json.field("eventCount", facts.eventCount());
    json.objects("jvms", facts.jvms(), jvm -> jvm(json, jvm));
    json.field("threadCount", trace.threads().size());
    json.field("virtualThreadCount", virtualThreads());
    json.field("spanCount", trace.spans().size());
    json.field("stackCount", trace.stacks().size());
    json.objects("states", List.of(State.values()), state -> state(json, state));
    json.objects("stackTags", List.of(StackTag.values()), tag -> stackTag(json, tag));
    json.field("perfettoUi", links.perfettoUi());
    json.known("traceLink", links.traceLink());
    Diagnostics diagnostics = trace.diagnostics();
    json.objects("diagnostics", diagnostics.entries(), entry -> diagnostic(json, entry));
    json.field("lostBytes", diagnostics.lostBytes());
    json.field("lostPercent", trace.lostPercent());
    SchedulingFacts scheduling = SchedulingFacts.of(trace);
    json.object("scheduling", () -> SchedulingJson.facts(json, scheduling));
    json.object("customEvents", () -> EventsEndpoint.summary(json, trace.customEvents()));
    json.objects("eventTypes", trace.eventTypes(), type -> eventType(json, type));
  }

  private long virtualThreads() {
    long count = 0;
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      count += trace.threads().kind(thread) == ThreadKind.VIRTUAL ? 1 : 0;
    }
    return count;
  }

  private static void jvm(Json json, TraceFacts.Jvm jvm) throws IOException {
    json.known("name", jvm.name());
    json.known("version", jvm.version());
    json.field("javaVersion", jvm.javaVersion() == 0 ? null : Integer.toString(jvm.javaVersion()));
    json.unless(0, "pid", jvm.pid());
    json.known("mainClass", jvm.mainClass());
    json.known("arguments", jvm.arguments());
    json.known("collector", jvm.collector());
    json.unless(0, "maxHeapBytes", jvm.maxHeapBytes());
    json.unless(0, "processors", jvm.processors());
    json.known("cpu", jvm.cpu());
    json.known("os", jvm.os());
  }

  private static void state(Json json, State state) throws IOException {
    json.field("key", state.key());
    json.field("label", state.label());
  }

  private static void stackTag(Json json, StackTag tag) throws IOException {
    json.field("key", tag.key());
    json.field("label", tag.label());
    json.array("prefixes", tag.prefixes(), json::element);
  }

  private static void diagnostic(Json json, Diagnostics.Entry entry) throws IOException {
    json.field("severity", entry.diagnostic().severity().name().toLowerCase(Locale.ROOT));
    json.field("kind", entry.diagnostic().name());
    json.field("sentence", entry.diagnostic().sentence());
    json.known("detail", entry.detail());
    json.field("count", entry.count());
    json.field("sizeBytes", entry.sizeBytes());
    Losses.writePlace(json, entry);
  }

  private static void eventType(Json json, EventTypeSummary type) throws IOException {
    json.field("name", type.name());
    json.field("label", type.label());
    json.field("count", type.count());
    json.field("sizeBytes", type.sizeBytes());
    json.object(
        "settings",
        () -> {
          for (Map.Entry<String, String> setting : new TreeMap<>(type.settings()).entrySet()) {
            json.field(setting.getKey(), setting.getValue());
          }
        });
  }
}
