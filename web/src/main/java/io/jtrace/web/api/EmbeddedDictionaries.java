package io.jtrace.web.api;

import io.jtrace.timeline.analysis.Grouping;
import io.jtrace.timeline.analysis.Profile;
import io.jtrace.timeline.analysis.ProfileKind;
import io.jtrace.timeline.analysis.ThreadGroups;
import io.jtrace.timeline.model.CarrierRuns;
import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.Operation;
import io.jtrace.timeline.model.Samples;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.IntColumn;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the numbers in the columns of the single file stand for, and what threads are. */
final class EmbeddedDictionaries {
  private final Trace trace;

  EmbeddedDictionaries(Trace trace) {
    this.trace = trace;
  }

  void write(Json json) throws IOException {
    threads(json);
    json.object(
        "groupings",
        () -> {
          for (Grouping grouping : Grouping.values()) {
            json.object(
                grouping.parameter(), () -> groups(json, ThreadGroups.members(trace, grouping)));
          }
          json.object("carrier", () -> groups(json, carriers()));
        });
    names(json, "flowKinds", Arrays.stream(Flows.Kind.values()).map(Flows.Kind::label).toList());
    names(json, "stateLabels", Arrays.stream(State.values()).map(State::label).toList());
    names(json, "operations", Arrays.stream(Operation.values()).map(Operation::label).toList());
    names(
        json,
        "sampleKinds",
        Arrays.stream(Samples.Kind.values()).map(SamplesEndpoint::kind).toList());
    json.objects("profileKinds", List.of(ProfileKind.values()), kind -> profileKind(json, kind));
    json.object(
        "profileSources",
        () -> {
          for (Profile.Source source : Profile.Source.values()) {
            json.object(source.name().toLowerCase(Locale.ROOT), () -> profileSource(json, source));
          }
        });
  }

  private void threads(Json json) throws IOException {
    json.array(
        "threadNames",
        () -> {
          for (int thread = 0; thread < trace.threads().size(); thread++) {
            json.element(trace.threadName(thread));
          }
        });
    json.array(
        "threadKinds",
        () -> {
          for (int thread = 0; thread < trace.threads().size(); thread++) {
            json.element(ThreadEndpoint.kind(trace.threads().kind(thread)));
          }
        });
    json.array(
        "eventLanes",
        () -> {
          for (int thread = 0; thread < trace.threads().size(); thread++) {
            json.element(trace.customEvents().laneCount(thread));
          }
        });
  }

  /** The threads that carried virtual threads, in groups by name. */
  private Map<String, IntColumn> carriers() {
    CarrierRuns runs = trace.carrierRuns();
    Map<String, IntColumn> carriers = new LinkedHashMap<>();
    ThreadGroups.members(trace, Grouping.NAME)
        .forEach(
            (key, threads) -> {
              IntColumn.Builder kept = new IntColumn.Builder();
              for (int i = 0; i < threads.size(); i++) {
                if (runs.first(threads.at(i)) < runs.end(threads.at(i))) {
                  kept.add(threads.at(i));
                }
              }
              if (kept.size() > 0) {
                carriers.put(key, kept.build());
              }
            });
    return carriers;
  }

  /** Keys, and for each of them its threads. */
  private static void groups(Json json, Map<String, IntColumn> members) throws IOException {
    names(json, "keys", members.keySet());
    json.array(
        "members",
        List.copyOf(members.values()),
        threads ->
            json.array(
                () -> {
                  for (int i = 0; i < threads.size(); i++) {
                    json.element(threads.at(i));
                  }
                }));
  }

  private static void profileKind(Json json, ProfileKind kind) throws IOException {
    json.field("key", kind.key());
    json.field("label", kind.label());
    json.field("isDelay", kind.isDelay());
    json.array("states", List.copyOf(kind.states()), state -> json.element((long) state.ordinal()));
    json.array("events", kind.events(), json::element);
  }

  private static void profileSource(Json json, Profile.Source source) throws IOException {
    json.field("unit", source.unit());
    json.field("sentence", source.sentence());
  }

  private static void names(Json json, String name, Iterable<String> names) throws IOException {
    json.array(
        name,
        () -> {
          for (String each : names) {
            json.element(each);
          }
        });
  }
}
