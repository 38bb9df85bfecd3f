package io.jtrace.web.api;

import io.jtrace.agent.spi.EndpointResponse;
import io.jtrace.timeline.export.TraceFormat;
import io.jtrace.timeline.jfr.CutWindow;
import io.jtrace.timeline.jfr.RecordingCutter;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.web.http.Answers;
import io.jtrace.web.http.Handler;
import io.jtrace.web.http.Request;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Downloads: the trace in other formats, streamed, and the recording as it was. */
record ExportEndpoint(LoadedTrace loaded) implements Handler {
  private static final String FOLDER = "/export/trace.";
  private static final String RECORDING = "jfr";

  @Override
  public void handle(Request request, EndpointResponse response) throws IOException {
    if (request.path().equals(FOLDER + RECORDING)) {
      recording(request, response);
      return;
    }
    for (TraceFormat format : TraceFormat.values()) {
      if (request.path().equals(FOLDER + format.fileExtension())) {
        export(request, response, format);
        return;
      }
    }
    Answers.text(response, 404, "no such export: " + request.path());
  }

  /** The bytes as they are, or where a time is asked for what touches it. */
  private void recording(Request request, EndpointResponse response) throws IOException {
    if (request.query().first("from") == null && request.query().first("to") == null) {
      try (InputStream in = loaded.openRecording()) {
        OutputStream out = begin(response, RECORDING, "application/octet-stream");
        in.transferTo(out);
        out.close();
      }
      return;
    }
    CutWindow window;
    try {
      TimeRange range = new Parameters(request.query()).range(loaded.trace());
      window = new CutWindow(range.startNanos(), range.endNanos(), List.of());
    } catch (IllegalArgumentException e) {
      Answers.text(response, 400, String.valueOf(e.getMessage()));
      return;
    }
    OutputStream out = begin(response, RECORDING, "application/octet-stream");
    if (!request.isHead()) {
      RecordingCutter.cut(loaded.file(), window, out);
    }
    out.close();
  }

  private void export(Request request, EndpointResponse response, TraceFormat format)
      throws IOException {
    TimeRange range;
    try {
      range = new Parameters(request.query()).range(loaded.trace());
    } catch (IllegalArgumentException e) {
      Answers.text(response, 400, String.valueOf(e.getMessage()));
      return;
    }
    // Closed only when all is written: a body that ends early must not look complete.
    OutputStream out = begin(response, format.fileExtension(), format.mediaType());
    if (!request.isHead()) {
      format.write(loaded.trace(), range, out);
    }
    out.close();
  }

  private OutputStream begin(EndpointResponse response, String extension, String mediaType)
      throws IOException {
    return begin(response, fileName(loaded.name()), extension, mediaType);
  }

  /** Begins a download. */
  static OutputStream begin(
      EndpointResponse response, String name, String extension, String mediaType)
      throws IOException {
    return response.begin(
        200,
        Map.of(
            "Content-Type",
            mediaType,
            "Content-Disposition",
            "attachment; filename=\"" + name + "." + extension + "\"",
            "Cache-Control",
            "no-store"));
  }

  /** The trace's name without its own extension, and without what a header or a disk minds. */
  static String fileName(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    String base = last.replaceFirst("(\\.(jfr|out|gz))+$", "");
    String safe = base.replaceAll("[^A-Za-z0-9._-]", "_");
    return safe.isEmpty() || safe.startsWith(".") ? "trace" : safe;
  }
}
