package io.jtrace.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.jtrace.timeline.model.Trace;
import io.jtrace.web.http.RecordedResponse;
import io.jtrace.web.http.Requests;
import io.jtrace.web.load.CurrentTrace;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The API of a drawn trace, asked as the browser asks. */
record TestedApi(TraceApi api) {

  static TestedApi of(Trace trace) {
    LoadedTrace loaded = new LoadedTrace("dir/my trace.out", Path.of("trace.out"), false, trace);
    return of(CurrentTrace.of(loaded));
  }

  static TestedApi of(CurrentTrace current) {
    return new TestedApi(new TraceApi(current, new Links("https://perfetto.example", "")));
  }

  RecordedResponse get(String target) throws IOException {
    RecordedResponse response = new RecordedResponse();
    api.handle(Requests.get(target), response);
    return response;
  }

  RecordedResponse post(String target, String body) throws IOException {
    RecordedResponse response = new RecordedResponse();
    api.handle(Requests.request("POST", target, Map.of(), body), response);
    return response;
  }

  /** Returns an answer that must be JSON. */
  String json(String target) throws IOException {
    RecordedResponse response = get(target);
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    assertThat(response.headers())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Cache-Control", "no-store");
    checkJson(response.text());
    return response.text();
  }

  static void checkJson(String text) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        // reading to the end is the check
      }
    }
  }
}
