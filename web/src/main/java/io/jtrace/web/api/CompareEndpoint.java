package io.jtrace.web.api;

import io.jtrace.timeline.analysis.CallTree;
import io.jtrace.timeline.analysis.ProfileDiff;
import io.jtrace.timeline.analysis.ProfileDiff.Node;
import io.jtrace.timeline.analysis.TraceDiff;
import io.jtrace.web.load.CurrentTrace;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The trace beside one from before. The time window is of the trace; of the other all is compared.
 */
final class CompareEndpoint {
  private static final int MOST_ROWS = 150;
  private static final double LEAST_SHARE = 0.001;
  private static final int MOST_NODES = 2000;

  private final LoadedTrace loaded;
  private final @Nullable LoadedTrace base;

  CompareEndpoint(CurrentTrace.Version version) {
    loaded = version.trace();
    base = version.base();
  }

  JsonEndpoint.Body comparison(Parameters parameters) {
    LoadedTrace before = base();
    TraceDiff diff = TraceDiff.of(side(before), side(parameters));
    return json ->
        json.object(
            () -> new ComparisonJson(json, MOST_ROWS).fields(before.name(), loaded.name(), diff));
  }

  JsonEndpoint.Body profile(Parameters parameters) {
    ProfileDiff diff =
        ProfileDiff.of(
                side(base()),
                side(parameters),
                ProfileEndpoint.kind(parameters),
                ProfileEndpoint.weight(parameters))
            .pruned(LEAST_SHARE, MOST_NODES);
    return json -> json.object(() -> write(json, diff));
  }

  private LoadedTrace base() {
    if (base == null) {
      throw new IllegalArgumentException(
          "there is no trace to compare with: start jtrace --base=BEFORE TRACE");
    }
    return base;
  }

  private static TraceDiff.Side side(LoadedTrace trace) {
    return new TraceDiff.Side(trace.trace(), trace.trace().range());
  }

  private TraceDiff.Side side(Parameters parameters) {
    return new TraceDiff.Side(loaded.trace(), parameters.range(loaded.trace()));
  }

  private static void write(Json json, ProfileDiff diff) throws IOException {
    json.field("kind", diff.kind().key());
    json.field("weight", diff.weight().key());
    json.field("unit", diff.unit());
    ComparisonJson.seen(json, diff);
    json.array("events", diff.kind().events(), json::element);
    Map<CallTree.Name, Integer> names = new LinkedHashMap<>();
    diff.nodes().forEach(node -> names.putIfAbsent(node.name(), names.size()));
    json.objects("names", List.copyOf(names.keySet()), name -> ProfileEndpoint.write(json, name));
    json.object(
        "nodes",
        () -> {
          numbers(json, "name", diff, node -> names.getOrDefault(node.name(), 0));
          numbers(json, "parent", diff, Node::parent);
          numbers(json, "firstSelf", diff, Node::firstSelf);
          numbers(json, "secondSelf", diff, Node::secondSelf);
          numbers(json, "firstTotal", diff, Node::firstTotal);
          numbers(json, "secondTotal", diff, Node::secondTotal);
          rates(json, "change", diff, Node::changePerSecond);
          rates(json, "width", diff, Node::widthPerSecond);
        });
  }

  private static void numbers(Json json, String name, ProfileDiff diff, ToLongFunction<Node> of)
      throws IOException {
    json.array(name, diff.nodes(), node -> json.element(of.applyAsLong(node)));
  }

  private static void rates(Json json, String name, ProfileDiff diff, ToDoubleFunction<Node> of)
      throws IOException {
    json.array(name, diff.nodes(), node -> json.element(of.applyAsDouble(node)));
  }
}
