package io.jtrace.web.api;

import io.jtrace.timeline.analysis.RegionSummary;
import io.jtrace.timeline.analysis.TaskDetails;
import io.jtrace.timeline.analysis.TaskQuery;
import io.jtrace.timeline.analysis.TaskSummary;
import io.jtrace.timeline.model.Trace;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tasks and regions that the program named. */
final class AnnotationsEndpoint {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;
  private static final int MAX_OFFSET = 1_000_000;

  private final Trace trace;

  AnnotationsEndpoint(Trace trace) {
    this.trace = trace;
  }

  JsonEndpoint.Body tasks(Parameters parameters) {
    TaskSummary summary = TaskSummary.of(trace, parameters.range(trace), query(parameters));
    return json -> json.object(() -> AnnotationsJson.tasks(json, summary));
  }

  JsonEndpoint.Body regions(Parameters parameters) {
    RegionSummary summary = RegionSummary.of(trace, parameters.range(trace), query(parameters));
    return json -> json.object(() -> AnnotationsJson.regions(json, summary));
  }

  JsonEndpoint.Body task(Parameters parameters) {
    long wanted = parameters.required("id");
    int task = (int) Objects.checkIndex(wanted, (long) trace.tasks().size());
    TaskDetails details = TaskDetails.of(trace, task);
    return json -> json.object(() -> AnnotationsJson.details(json, details));
  }

  private static TaskQuery query(Parameters parameters) {
    return new TaskQuery(
        parameters.query().first("type"),
        parameters.query().number("min", 0),
        parameters.query().number("max", Long.MAX_VALUE),
        parameters.query().text("q", ""),
        open(parameters.query().first("open")),
        parameters.count("offset", 0, 0, MAX_OFFSET),
        parameters.count("limit", DEFAULT_LIMIT, 0, MAX_LIMIT));
  }

  private static @Nullable Boolean open(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("expected open=true or false, found \"" + text + "\"");
    }
    return Boolean.valueOf(text);
  }
}
