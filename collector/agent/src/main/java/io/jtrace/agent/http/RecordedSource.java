package io.jtrace.agent.http;

import io.jtrace.agent.record.ProfileRecording;
import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.spi.RecordedProfile;
import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.TraceExporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Records for a while and makes a profile of it. Clients that ask at the same time are served side
 * by side, each with a recording of its own.
 */
final class RecordedSource {

  private final TraceRecorder recorder;
  private final Exporters exporters;

  RecordedSource(TraceRecorder recorder, Exporters exporters) {
    this.recorder = recorder;
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
    Path file = recorder.newScratchFile(".jfr");
    try (ProfileRecording recording = recorder.start(kind)) {
      reply.onDisconnect(recording::cancel);
      if (!recording.await(seconds)) {
        return Optional.empty();
      }
      return Optional.of(recording.stopAndRead(file, exporter));
    } finally {
      recorder.deleteScratch(file);
    }
  }
}
