package io.jtrace.web.api;

import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;

/** What single losses amount to, alike in the viewer's API and on the command line. */
public final class Losses {
  private Losses() {}

  /** Returns the share of one loss in the recording, from 0 to 100. */
  public static double percent(Trace trace, Diagnostics.Entry entry) {
    long lostBytes = trace.diagnostics().lostBytes();
    return lostBytes == 0 ? 0 : trace.lostPercent() * entry.sizeBytes() / lostBytes;
  }

  /** Writes where in the file and in time it was; null for what is not known. */
  public static void writePlace(Json json, Diagnostics.Entry entry) throws IOException {
    json.unless(Diagnostics.UNKNOWN, "offsetBytes", entry.offsetBytes());
    json.unless(Diagnostics.UNKNOWN, "fromNanos", entry.fromNanos());
    json.unless(Diagnostics.UNKNOWN, "toNanos", entry.toNanos());
  }
}
