package io.jtrace.web.api;

import io.jtrace.timeline.analysis.GroupBreakdown;
import io.jtrace.timeline.analysis.Grouping;
import io.jtrace.timeline.analysis.ThreadGroups;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.LongColumn;
import java.io.IOException;

/** Groups of threads, and one group with a row per thread. */
final class GroupEndpoint {
  private static final int DEFAULT_LIMIT = 500;
  private static final int MAX_LIMIT = 10_000;

  private final Trace trace;

  GroupEndpoint(Trace trace) {
    this.trace = trace;
  }

  JsonEndpoint.Body groups(Parameters parameters) {
    Grouping by = parameters.grouping();
    ThreadGroups groups = ThreadGroups.of(trace, parameters.range(trace), by);
    return json ->
        json.object(
            () -> {
              json.field("by", by.parameter());
              json.objects("groups", groups.groups(), group -> row(json, group));
            });
  }

  static void row(Json json, ThreadGroups.Group group) throws IOException {
    json.field("key", group.key());
    json.field("count", group.count());
    json.field("virtual", group.virtualCount());
    json.numbers("states", group.states().toArray());
    json.field("totalNanos", group.states().totalNanos());
    json.field("spans", group.spanCount());
    json.field("maxBlockedNanos", group.maxBlockedNanos());
  }

  JsonEndpoint.Body group(Parameters parameters) {
    GroupBreakdown.Page page =
        new GroupBreakdown.Page(
            parameters.query().first("sort"),
            !parameters.query().text("dir", "desc").equals("asc"),
            parameters.count("offset", 0, 0, Integer.MAX_VALUE),
            parameters.count("limit", DEFAULT_LIMIT, 0, MAX_LIMIT));
    GroupBreakdown group =
        GroupBreakdown.of(
            trace, parameters.range(trace), parameters.grouping(), parameters.text("group"), page);
    if (group.count() == 0) {
      throw new IllegalArgumentException(
          "no thread of the group \"" + group.key() + "\" lived in this range");
    }
    return json -> json.object(() -> write(json, group));
  }

  private static void write(Json json, GroupBreakdown group) throws IOException {
    json.field("key", group.key());
    json.field("count", group.count());
    json.field("startSite", group.startSite());
    json.numbers("states", group.states().toArray());
    json.field(
        "percentOfTotal",
        group.traceNanos() == 0 ? 0.0 : 100.0 * group.totalNanos() / group.traceNanos());
    json.objects("columns", group.columns(), column -> column(json, column));
    json.objects("rows", group.rows(), row -> row(json, row));
    json.field("total", group.total());
    json.object(
        "specialRanges",
        () -> {
          json.objects("columns", group.specialColumns(), column -> column(json, column));
          json.objects(
              "rows",
              group.rows(),
              row -> {
                json.field("thread", row.thread());
                json.array("values", () -> elements(json, row.special()));
              });
        });
  }

  private static void column(Json json, GroupBreakdown.Column column) throws IOException {
    json.field("key", column.key());
    json.field("label", column.label());
  }

  private static void row(Json json, GroupBreakdown.Row row) throws IOException {
    json.field("thread", row.thread());
    json.field("name", row.name());
    json.field("lifeNanos", row.lifeNanos());
    json.array("values", () -> elements(json, row.values()));
    json.numbers("states", row.states().toArray());
  }

  private static void elements(Json json, LongColumn values) throws IOException {
    for (int i = 0; i < values.size(); i++) {
      json.element(values.at(i));
    }
  }
}
