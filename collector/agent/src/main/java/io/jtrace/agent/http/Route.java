package io.jtrace.agent.http;

import java.io.IOException;

/**
 * A row of the table of endpoints.
 *
 * @param name last part of the path
 * @param example link for the index
 * @param description for the index, one or two sentences
 */
record Route(String name, String example, String description, Handler handler) {

  interface Handler {
    void answer(Query query, Reply reply) throws IOException, HttpError;
  }
}
