package io.jtrace.web.api;

import io.jtrace.timeline.analysis.GcDetails;
import io.jtrace.timeline.analysis.MutatorUtilisation;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.List;
import java.util.Optional;

/** Collections, pauses, and what they leave of the processors to the program. */
final class GcEndpoint {
  private static final int PAUSES = 1000;
  private static final int ALLOCATION_ROWS = 300;
  private static final int WORST_WINDOWS = 10;
  private static final int MAX_WORST_WINDOWS = 100;

  private final Trace trace;

  GcEndpoint(Trace trace) {
    this.trace = trace;
  }

  JsonEndpoint.Body gc(Parameters parameters) {
    GcDetails details = GcDetails.of(trace, parameters.range(trace));
    return json -> json.object(() -> GcJson.details(json, details, PAUSES));
  }

  JsonEndpoint.Body allocations(Parameters parameters) {
    TimeRange range = parameters.range(trace);
    return json ->
        json.object(() -> AllocationsJson.allocations(json, trace, range, ALLOCATION_ROWS));
  }

  JsonEndpoint.Body utilisation(Parameters parameters) {
    Optional<MutatorUtilisation> utilisation =
        MutatorUtilisation.of(trace, parameters.range(trace), options(parameters));
    return json -> json.object(() -> GcJson.utilisation(json, utilisation));
  }

  JsonEndpoint.Body worstWindows(Parameters parameters) {
    long windowNanos = parameters.required("window");
    if (windowNanos <= 0) {
      throw new IllegalArgumentException("expected \"window\" over 0, found " + windowNanos);
    }
    TimeRange range = parameters.range(trace);
    int limit = parameters.count("limit", WORST_WINDOWS, 1, MAX_WORST_WINDOWS);
    List<MutatorUtilisation.Window> worst =
        MutatorUtilisation.of(trace, range, options(parameters))
            .map(utilisation -> utilisation.worst(windowNanos, limit))
            .orElse(List.of());
    return json ->
        json.object(() -> json.objects("windows", worst, window -> GcJson.window(json, window)));
  }

  private static MutatorUtilisation.Options options(Parameters parameters) {
    return new MutatorUtilisation.Options(
        parameters.flag("safepoints"), parameters.flag("concurrent"));
  }
}
