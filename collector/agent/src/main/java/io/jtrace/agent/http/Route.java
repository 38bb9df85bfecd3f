package io.jtrace.agent.http;

import java.io.IOException;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * A row of the table of endpoints.
 *
 * @param name last part of the path
 * @param example link for the index
 * @param description for the index, one or two sentences
 * @param count how many there are now of what it tells, where that is known
 * @param startSeconds for what the index offers to record, 0 if it has no button for it
 */
record Route(
    String name,
    String example,
    String description,
    Handler handler,
    Optional<IntSupplier> count,
    int startSeconds) {

  interface Handler {
    void answer(Query query, Reply reply) throws IOException, HttpError;
  }

  Route(String name, String example, String description, Handler handler) {
    this(name, example, description, handler, Optional.empty(), 0);
  }

  Route counted(IntSupplier newCount) {
    return new Route(name, example, description, handler, Optional.of(newCount), startSeconds);
  }

  Route started(int seconds) {
    return new Route(name, example, description, handler, count, seconds);
  }
}
