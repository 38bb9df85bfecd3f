package io.jtrace.web.api;

import io.jtrace.agent.spi.EndpointResponse;
import io.jtrace.web.http.Answers;
import io.jtrace.web.http.Handler;
import io.jtrace.web.http.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * An endpoint that answers JSON. The first half reads the parameters and computes, and may refuse;
 * the second half writes, when the headers are out and it is too late for that.
 */
record JsonEndpoint(Computation computation) implements Handler {

  /** Computes the answer to a request. */
  @FunctionalInterface
  interface Computation {
    /**
     * Returns what writes the answer.
     *
     * @throws IllegalArgumentException if a parameter is wrong, with a sentence for the user
     * @throws IndexOutOfBoundsException if a thread, span or event does not exist
     */
    Body of(Parameters parameters);
  }

  /** Writes the answer. */
  @FunctionalInterface
  interface Body {
    /** Writes one JSON value. */
    void write(Json json) throws IOException;
  }

  @Override
  public void handle(Request request, EndpointResponse response) throws IOException {
    Body body;
    try {
      body = computation.of(new Parameters(request.query()));
    } catch (IllegalArgumentException e) {
      Answers.text(response, 400, String.valueOf(e.getMessage()));
      return;
    } catch (IndexOutOfBoundsException e) {
      Answers.text(response, 404, "no such thread, span or event in this trace");
      return;
    }
    Map<String, String> headers =
        Map.of("Content-Type", "application/json", "Cache-Control", "no-store");
    OutputStream out = response.begin(200, headers);
    try (Json json = Json.to(out)) {
      body.write(json);
    }
    out.close();
  }
}
