package io.jtrace.web.api;

import io.jtrace.timeline.analysis.IoDetails;
import io.jtrace.timeline.analysis.IoTable;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.Trace;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Hosts and files that threads read from and wrote to. */
final class IoEndpoint {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;
  private static final int MAX_OFFSET = 10_000_000;

  private final Trace trace;

  IoEndpoint(Trace trace) {
    this.trace = trace;
  }

  JsonEndpoint.Body targets(Parameters parameters) {
    IoTable table =
        IoTable.of(
            trace,
            parameters.range(trace),
            ProfileEndpoint.threads(trace, parameters),
            new IoTable.Filter(state(parameters), parameters.query().text("q", "")),
            sort(parameters.query().text("sort", "total")),
            parameters.count("offset", 0, 0, MAX_OFFSET),
            parameters.count("limit", DEFAULT_LIMIT, 0, MAX_LIMIT));
    return json -> json.object(() -> IoJson.table(json, table));
  }

  JsonEndpoint.Body target(Parameters parameters) {
    IoDetails details = details(parameters, parameters.text("key"));
    return json -> json.object(() -> IoJson.details(json, details));
  }

  private IoDetails details(Parameters parameters, String key) {
    try {
      return IoDetails.of(
          trace, parameters.range(trace), ProfileEndpoint.threads(trace, parameters), key);
    } catch (NoSuchElementException e) {
      throw new IllegalArgumentException(
          "these threads did no I/O on \"" + name(key) + "\" in this range", e);
    }
  }

  /** Returns the text of the target with a key: what comes after its state. */
  static String name(String key) {
    return key.substring(key.indexOf(' ') + 1);
  }

  private static Optional<State> state(Parameters parameters) {
    String state = parameters.query().text("state", "");
    if (state.isEmpty()) {
      return Optional.empty();
    }
    for (State io : new State[] {State.SOCKET_IO, State.FILE_IO}) {
      if (io.key().equals(state)) {
        return Optional.of(io);
      }
    }
    throw new IllegalArgumentException(
        "expected state=socketIo or fileIo, found \"" + state + "\"");
  }

  private static IoTable.Sort sort(String name) {
    return IoTable.Sort.named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected sort=total, operations, bytes, mean, p99 or max, found \""
                        + name
                        + "\""));
  }
}
