package io.jtrace.agent.http;

import java.util.Map;

/**
 * A format in which a trace is answered.
 *
 * @param name in the parameter {@code format}
 * @param fileName for whoever saves the answer
 */
record TraceFormat(String name, String contentType, String fileName) {

  static final TraceFormat JFR = new TraceFormat("jfr", "application/octet-stream", "trace");

  private static final Map<String, TraceFormat> KNOWN =
      Map.of(
          "jfr", JFR,
          "perfetto", new TraceFormat("perfetto", "application/octet-stream", "trace.pftrace"),
          "chrome", new TraceFormat("chrome", "application/json", "trace.json"));

  /** Returns the format that a request wants. */
  static TraceFormat of(Query query) throws HttpError {
    TraceFormat format = KNOWN.get(query.value("format").orElse(JFR.name()));
    if (format == null) {
      throw new HttpError(400, "invalid value for \"format\" - expected jfr, perfetto or chrome");
    }
    return format;
  }

  Map<String, String> headers() {
    Map<String, String> headers = Reply.headers(contentType);
    headers.put("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
    return headers;
  }
}
