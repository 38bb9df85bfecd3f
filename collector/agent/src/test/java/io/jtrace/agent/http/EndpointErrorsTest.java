package io.jtrace.agent.http;

import io.jtrace.agent.CopyExporter;
import io.jtrace.agent.options.Options;
import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.spi.TraceExporter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The errors of Go's endpoints, each with its status and its words. Three of Go's cannot happen: a
 * second client never finds the profiler or the tracer busy, and the limit of {@code maxseconds} is
 * in the place of the server's {@code WriteTimeout}.
 */
final class EndpointErrorsTest {

  private static final String TOO_LONG =
      "expected at most 20 seconds, found 21; the option maxseconds sets the limit";

  private final Options options = Options.from("maxseconds=20", Map.of(), Map.of(), warning -> {});
  private final TraceRecorder recorder = TraceRecorder.open(options);

  @AfterEach
  void close() throws IOException {
    recorder.close();
  }

  private MemoryResponse get(List<TraceExporter> exporters, String target) throws IOException {
    return MemoryResponse.ask(
        PprofEndpoints.of(recorder, options, Access.open(), () -> exporters),
        "GET",
        "/debug/pprof/" + target);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nosuch | 404 | Unknown profile",
        "heap/ | 404 | Unknown profile",
        "nosuch?seconds=x | 404 | Unknown profile",
        "heap?seconds=x | 400 | invalid value for \"seconds\" - must be a positive integer",
        "heap?seconds=1.5 | 400 | invalid value for \"seconds\" - must be a positive integer",
        "allocs?seconds=0 | 400 | invalid value for \"seconds\" - must be a positive integer",
        "block?seconds=-1 | 400 | invalid value for \"seconds\" - must be a positive integer",
        "mutex?seconds=x&debug=1 | 400 | invalid value for \"seconds\" - must be a positive integer",
        "goroutine?seconds=1&debug=1 | 400 | seconds and debug params are incompatible",
        "goroutine?seconds=1&debug=2 | 400 | seconds and debug params are incompatible",
        "threads?seconds=1&debug=2 | 400 | seconds and debug params are incompatible",
        "threadcreate?seconds=1&debug=1 | 400 | seconds and debug params are incompatible",
        "heap?seconds=21 | 400 | " + TOO_LONG,
        "heap?seconds=21&debug=1 | 400 | " + TOO_LONG,
        "profile?seconds=21 | 400 | " + TOO_LONG,
        "trace?seconds=21 | 400 | " + TOO_LONG,
        "trace?last=x | 400 | invalid value for \"last\" - expected a whole number with ns, us, ms or"
            + " s, at most 3600s",
        "trace?last=0 | 400 | invalid value for \"last\" - expected more than 0",
        "trace?last=5s&seconds=1 | 400 | last and seconds params are incompatible",
        "trace?last=5s&detail=full | 400 | last and detail params are incompatible",
        "trace?last=5s&format=x | 400 | invalid value for \"format\" - expected jfr, perfetto or"
            + " chrome",
        "trace?last=5s | 409 | the flight recorder is off: start the program with the option"
            + " flight=60s, for example -javaagent:jtrace.jar=flight=60s",
      })
  void badRequest_isAnsweredWithGosWords(String target, int status, String text)
      throws IOException {
    MemoryResponse.assertError(get(List.of(new CopyExporter()), target), status, text);
  }

  @ParameterizedTest
  @CsvSource({"heap", "profile?seconds=1", "block?seconds=1", "goroutine"})
  void buildWithoutExporters_saysSo(String target) throws IOException {
    MemoryResponse.assertError(
        get(List.of(), target), 501, "this build of jtrace cannot export pprof");
  }

  @Test
  void profileThatCannotBeRecorded_is500() throws IOException {
    recorder.close();
    List<TraceExporter> exporters = List.of(new CopyExporter());

    MemoryResponse.assertError(
        get(exporters, "profile?seconds=1"),
        500,
        "Could not enable CPU profiling: the recorder is closed");
    MemoryResponse.assertError(
        get(exporters, "trace?seconds=1"), 500, "Could not enable tracing: the recorder is closed");
    MemoryResponse.assertError(
        get(exporters, "block?seconds=1"),
        500,
        "failed to collect profile: the recorder is closed");
  }
}
