package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.ProfileDiff;
import io.jtrace.timeline.analysis.TraceDiff;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.web.api.Json;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** {@code diff --json}; the schema is in {@code docs/cli.md} and only ever grows. */
record DiffJson(Json json, String firstName, String secondName, TraceDiff diff) {

  void write() throws IOException {
    json.object(
        () -> {
          json.object("first", () -> side(firstName, diff.first()));
          json.object("second", () -> side(secondName, diff.second()));
          json.objects("findings", diff.findings(), this::finding);
          json.array("unknownInFirst", diff.unknownInFirst(), kind -> json.element(kind.key()));
          json.array("unknownInSecond", diff.unknownInSecond(), kind -> json.element(kind.key()));
          rows("groups", diff.groups());
          rows("locks", diff.locks());
          rows("io", diff.io());
          rows("gc", diff.gc());
          rows("tasks", diff.tasks());
          json.objects("waits", diff.waits().nodes(), this::node);
        });
  }

  private void side(String name, TimeRange range) throws IOException {
    json.field("name", name);
    json.field("fromNanos", range.startNanos());
    json.field("toNanos", range.endNanos());
  }

  private void finding(TraceDiff.OneSided found) throws IOException {
    json.field("onlyIn", found.isInSecond() ? "second" : "first");
    json.field("kind", found.finding().kind().key());
    json.known("subject", found.finding().subject());
    json.field("costNanos", found.finding().costNanos());
  }

  private void rows(String name, List<TraceDiff.Row> rows) throws IOException {
    json.objects(
        name,
        rows,
        row -> {
          json.known("subject", row.subject());
          json.known("part", row.part());
          json.field("firstCount", row.first().count());
          json.field("secondCount", row.second().count());
          json.field("firstNanos", row.first().nanos());
          json.field("secondNanos", row.second().nanos());
          json.field("changeNanosPerSecond", row.changeNanosPerSecond());
        });
  }

  private void node(ProfileDiff.Node node) throws IOException {
    json.field("parent", node.parent());
    json.field("name", node.name().text());
    json.field("kind", node.name().kind().name().toLowerCase(Locale.ROOT));
    json.field("firstSelfNanos", node.firstSelf());
    json.field("secondSelfNanos", node.secondSelf());
    json.field("firstTotalNanos", node.firstTotal());
    json.field("secondTotalNanos", node.secondTotal());
    json.field("changeNanosPerSecond", node.changeNanosPerSecond());
  }
}
