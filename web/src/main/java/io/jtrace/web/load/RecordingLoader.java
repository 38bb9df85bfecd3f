package io.jtrace.web.load;

import io.jtrace.timeline.jfr.ReadOptions;
import io.jtrace.timeline.jfr.RecordingReader;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import java.io.IOException;
import java.nio.file.Path;

/** The whole way from a file to a trace. */
final class RecordingLoader {
  private RecordingLoader() {}

  static Trace read(Path file, ReadOptions options, Progress progress) throws IOException {
    return Traces.of(RecordingReader.read(file, options.withProgress(progress::advanced)));
  }
}
