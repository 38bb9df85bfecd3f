package io.jtrace.agent.http;

import io.jtrace.agent.spi.TraceExporter;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What writes other formats than JFR, loaded when one is first asked for.
 *
 * @param loader finds the exporters, anew with each call
 */
record Exporters(Supplier<? extends Iterable<TraceExporter>> loader) {

  /** Returns one that writes recordings in a format. */
  TraceExporter of(String format) throws HttpError {
    return first(exporter -> exporter.supports(format), format);
  }

  /** Returns one that writes profiles. */
  TraceExporter ofProfiles() throws HttpError {
    return first(exporter -> true, "pprof");
  }

  /** Returns one that cuts recordings and writes them in a format. */
  TraceExporter ofPast(TraceFormat format) throws HttpError {
    boolean isRecording = format.equals(TraceFormat.JFR);
    return first(exporter -> isRecording || exporter.supports(format.name()), format.name());
  }

  private TraceExporter first(Predicate<TraceExporter> wanted, String format) throws HttpError {
    for (TraceExporter exporter : loader.get()) {
      if (wanted.test(exporter)) {
        return exporter;
      }
    }
    throw new HttpError(501, "this build of jtrace cannot export " + format);
  }
}
