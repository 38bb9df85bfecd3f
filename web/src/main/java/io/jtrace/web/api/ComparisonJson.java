package io.jtrace.web.api;

import io.jtrace.timeline.analysis.FindingKind;
import io.jtrace.timeline.analysis.ProfileDiff;
import io.jtrace.timeline.analysis.TraceDiff;
import io.jtrace.timeline.model.TimeRange;
import java.io.IOException;
import java.util.List;

/**
 * Two traces side by side, as JSON.
 *
 * @param mostRows how many of each table are written, the largest changes first
 */
public record ComparisonJson(Json json, int mostRows) {

  /** Writes the fields of an object. */
  public void fields(String firstName, String secondName, TraceDiff diff) throws IOException {
    json.object("first", () -> side(firstName, diff.first()));
    json.object("second", () -> side(secondName, diff.second()));
    json.objects("findings", diff.findings(), this::finding);
    unknown("unknownInFirst", diff.unknownInFirst());
    unknown("unknownInSecond", diff.unknownInSecond());
    rows("states", diff.states());
    rows("groups", diff.groups());
    rows("waitKinds", diff.waitKinds());
    rows("locks", diff.locks());
    rows("io", diff.io());
    rows("gc", diff.gc());
    rows("tasks", diff.tasks());
    rows("regions", diff.regions());
  }

  private void side(String name, TimeRange range) throws IOException {
    json.field("name", name);
    json.field("fromNanos", range.startNanos());
    json.field("toNanos", range.endNanos());
  }

  private void finding(TraceDiff.OneSided found) throws IOException {
    json.field("onlyIn", found.isInSecond() ? "second" : "first");
    json.field("kind", found.finding().kind().key());
    json.field("heading", found.finding().kind().heading());
    json.known("subject", found.finding().subject());
    json.field("costNanos", found.finding().costNanos());
    json.field("fromNanos", found.finding().where().startNanos());
    json.field("toNanos", found.finding().where().endNanos());
  }

  private void unknown(String name, List<FindingKind> kinds) throws IOException {
    json.array(name, kinds, kind -> json.element(kind.key()));
  }

  private void rows(String name, List<TraceDiff.Row> rows) throws IOException {
    json.objects(name, rows.subList(0, Math.min(mostRows, rows.size())), this::row);
  }

  private void row(TraceDiff.Row row) throws IOException {
    json.known("subject", row.subject());
    json.known("part", row.part());
    json.field("firstCount", row.first().count());
    json.field("secondCount", row.second().count());
    json.field("firstNanos", row.first().nanos());
    json.field("secondNanos", row.second().nanos());
    json.field("changeNanosPerSecond", row.changeNanosPerSecond());
  }

  /** Writes what each trace knows of a profile, as fields. */
  public static void seen(Json json, ProfileDiff profile) throws IOException {
    json.field("comparable", profile.isComparable());
    json.object("first", () -> seen(json, profile.first()));
    json.object("second", () -> seen(json, profile.second()));
  }

  private static void seen(Json json, ProfileDiff.Seen seen) throws IOException {
    json.field("recorded", seen.isRecorded());
    json.field("source", seen.source().sentence());
    json.field("fromNanos", seen.range().startNanos());
    json.field("toNanos", seen.range().endNanos());
  }
}
