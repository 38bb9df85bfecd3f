package io.jtrace.agent.http;

import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.spi.RecordedProfile;
import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.TraceExporter;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Records for a while and makes a profile of it, for several clients at once. */
final class RecordedSource {

  private final SharedRecordings recordings;
  private final Exporters exporters;

  RecordedSource(TraceRecorder recorder, Exporters exporters) {
    this.recordings = new SharedRecordings(recorder);
    this.exporters = exporters;
  }

  /**
   * Records and reads.
   *
   * @return empty if the client went away or the recorder was closed
   * @throws IOException if nothing can be recorded or read
   */
  Optional<StackProfile> profile(RecordedProfile kind, long seconds, Reply reply)
      throws IOException, HttpError {
    TraceExporter exporter = exporters.ofProfiles();
    try (SharedRecordings.Part part = recordings.join(kind, seconds)) {
      reply.onDisconnect(part::cancel);
      if (!part.await()) {
        return Optional.empty();
      }
      long durationNanos = part.finish();
      StackProfile profile = part.recording().read(part.file(), durationNanos, kind, exporter);
      if (part.lateNanos() > 0) {
        profile.comment(
            "recorded together with another client, who came "
                + TimeUnit.NANOSECONDS.toMillis(part.lateNanos())
                + " ms before");
      }
      return Optional.of(profile);
    }
  }
}
