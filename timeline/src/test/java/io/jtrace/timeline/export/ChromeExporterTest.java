package io.jtrace.timeline.export;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChromeExporterTest {
  @Test
  void aTraceWithEverything_isAsLookedAt() throws IOException {
    Golden.check("jtrace-export.format=chrome.shop.json", export(DrawnTraces.shop()) + "\n");
  }

  static String export(Trace trace) throws IOException {
    return export(trace, trace.range());
  }

  static String export(Trace trace, TimeRange window) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TraceFormat.CHROME.write(trace, window, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
