package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.ProfileDiff;
import io.jtrace.web.api.ComparisonJson;
import io.jtrace.web.api.Json;
import java.io.IOException;
import java.util.Locale;

/** {@code diff --json}; the schema is in {@code docs/cli.md} and only ever grows. */
record DiffJson(Json json, Comparison comparison) {

  void write() throws IOException {
    json.object(
        () -> {
          new ComparisonJson(json, Integer.MAX_VALUE)
              .fields(comparison.firstName(), comparison.secondName(), comparison.diff());
          json.objects("waits", comparison.waits().nodes(), this::wait);
          json.objects("profiles", comparison.samples(), this::profile);
        });
  }

  private void wait(ProfileDiff.Node node) throws IOException {
    place(node);
    json.field("firstSelfNanos", node.firstSelf());
    json.field("secondSelfNanos", node.secondSelf());
    json.field("firstTotalNanos", node.firstTotal());
    json.field("secondTotalNanos", node.secondTotal());
    json.field("changeNanosPerSecond", node.changePerSecond());
  }

  private void place(ProfileDiff.Node node) throws IOException {
    json.field("parent", node.parent());
    json.field("name", node.name().text());
    json.field("kind", node.name().kind().name().toLowerCase(Locale.ROOT));
  }

  private void profile(ProfileDiff profile) throws IOException {
    json.field("kind", profile.kind().key());
    json.field("unit", profile.unit());
    ComparisonJson.seen(json, profile);
    json.objects("nodes", profile.nodes(), this::node);
  }

  private void node(ProfileDiff.Node node) throws IOException {
    place(node);
    json.field("firstSelf", node.firstSelf());
    json.field("secondSelf", node.secondSelf());
    json.field("firstTotal", node.firstTotal());
    json.field("secondTotal", node.secondTotal());
    json.field("changePerSecond", node.changePerSecond());
  }
}
