package io.jtrace.web.api;

import io.jtrace.timeline.analysis.CallTree;
import io.jtrace.timeline.analysis.LongestWaits;
import io.jtrace.timeline.analysis.Profile;
import io.jtrace.timeline.analysis.ProfileKind;
import io.jtrace.timeline.analysis.ProfileWeight;
import io.jtrace.timeline.analysis.RegionTime;
import io.jtrace.timeline.analysis.StackFilter;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** Where threads waited, ran or allocated: call trees, and the longest waits one by one. */
final class ProfileEndpoint {
  private static final double LEAST_SHARE = 0.001;
  private static final int MOST_NODES = 5000;
  private static final int FLAT_ROWS = 200;
  private static final int DEFAULT_WAITS = 100;
  private static final int MAX_WAITS = 1000;

  private final Trace trace;

  ProfileEndpoint(Trace trace) {
    this.trace = trace;
  }

  JsonEndpoint.Body profile(Parameters parameters) {
    ProfileWeight weight = weight(parameters);
    StackFilter filter =
        StackFilter.of(
            parameters.query().first("focus"),
            parameters.query().first("ignore"),
            parameters.query().first("hide"),
            parameters.query().first("showFrom"));
    Profile all = asked(trace, parameters);
    String target = parameters.query().first("target");
    Profile profile = target == null ? all : all.about(trace, IoEndpoint.name(target));
    CallTree whole = CallTree.of(trace, profile, weight, filter);
    CallTree shown = whole.pruned(LEAST_SHARE, MOST_NODES);
    return json -> json.object(() -> write(json, profile, weight, whole, shown));
  }

  /** Returns the profile of the kind, the threads and the region that are asked for. */
  static Profile asked(Trace trace, Parameters parameters) {
    TimeRange range = parameters.range(trace);
    IntPredicate threads = threads(trace, parameters);
    String region = parameters.query().first("region");
    return region == null
        ? Profile.of(trace, range, threads, kind(parameters))
        : Profile.of(trace, range, threads, kind(parameters), RegionTime.of(trace, region));
  }

  static ProfileKind kind(Parameters parameters) {
    String key = parameters.query().text("kind", ProfileKind.BLOCKING.key());
    return ProfileKind.named(key)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected kind=" + kinds() + ", found \"" + key + "\""));
  }

  private static String kinds() {
    return Arrays.stream(ProfileKind.values())
        .map(ProfileKind::key)
        .collect(Collectors.joining(", "));
  }

  static ProfileWeight weight(Parameters parameters) {
    String key = parameters.query().text("weight", ProfileWeight.TOTAL.key());
    return ProfileWeight.named(key)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected weight=total, count or max, found \"" + key + "\""));
  }

  /** Returns which threads are asked for: one, a group, or all. */
  static IntPredicate threads(Trace trace, Parameters parameters) {
    if (parameters.query().first("thread") != null) {
      int wanted = Ids.thread(trace, parameters.required("thread"));
      return thread -> thread == wanted;
    }
    return parameters.grouping().members(trace, parameters.query().first("group"));
  }

  private static void write(
      Json json, Profile profile, ProfileWeight weight, CallTree whole, CallTree shown)
      throws IOException {
    json.field("kind", profile.kind().key());
    json.field("label", profile.kind().label());
    json.field("weight", weight.key());
    json.field("unit", profile.unit(weight));
    json.field("source", profile.source().sentence());
    json.field("recorded", profile.isRecorded());
    json.array("events", profile.kind().events(), json::element);
    json.field("all", profile.total(weight));
    json.field("total", shown.total());
    json.field("count", profile.total(ProfileWeight.COUNT));
    json.unless(0, "smallerThan", shown.least());
    json.objects("names", shown.names(), name -> write(json, name));
    json.object(
        "nodes",
        () -> {
          json.array("name", () -> elements(json, shown.nodeNames()));
          json.array("parent", () -> elements(json, shown.parents()));
          json.array("self", () -> elements(json, shown.selves()));
          json.array("total", () -> elements(json, shown.totals()));
        });
    json.objects(
        "flat",
        whole.flat(FLAT_ROWS),
        row -> {
          write(json, row.name());
          json.field("self", row.self());
          json.field("total", row.total());
        });
  }

  static void write(Json json, CallTree.Name name) throws IOException {
    json.field("text", name.text());
    json.field("kind", name.kind().name().toLowerCase(Locale.ROOT));
  }

  private static void elements(Json json, IntColumn values) throws IOException {
    for (int i = 0; i < values.size(); i++) {
      json.element(values.at(i));
    }
  }

  private static void elements(Json json, LongColumn values) throws IOException {
    for (int i = 0; i < values.size(); i++) {
      json.element(values.at(i));
    }
  }

  JsonEndpoint.Body waits(Parameters parameters) {
    ProfileKind kind = kind(parameters);
    if (!kind.isDelay()) {
      throw new IllegalArgumentException("expected a kind of waits, found \"" + kind.key() + "\"");
    }
    LongestWaits longest =
        LongestWaits.of(
            trace,
            parameters.range(trace),
            threads(trace, parameters),
            kind,
            parameters.count("limit", DEFAULT_WAITS, 1, MAX_WAITS));
    return json ->
        json.object(
            () -> {
              json.field("total", longest.count());
              json.objects("waits", longest.waits(), wait -> write(json, wait));
            });
  }

  private static void write(Json json, LongestWaits.Wait wait) throws IOException {
    json.field("index", wait.span());
    json.field("thread", wait.thread());
    json.field("name", wait.threadName());
    json.field("start", wait.startNanos());
    json.field("end", wait.endNanos());
    json.field("state", wait.state().key());
    json.field("operation", wait.operation());
    json.field("subject", wait.subject());
    json.field("site", wait.site());
    json.unless(-1, "other", wait.other());
    json.field("otherName", wait.otherName());
  }
}
