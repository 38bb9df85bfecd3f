package io.jtrace.agent.http;

import io.jtrace.agent.record.ContentionRecording;
import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.spi.RecordedProfile;
import io.jtrace.agent.spi.StackProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code block} and {@code mutex}: of what is recorded all the time, else of a window from now. */
record ContentionSource(
    TraceRecorder recorder, RecordedSource recorded, Exporters exporters, RecordedProfile kind) {

  Optional<StackProfile> profile(ProfileQuery wanted, Reply reply) throws IOException, HttpError {
    Optional<ContentionRecording> standing = recorder.contention();
    return wanted.seconds() == 0 && standing.isPresent()
        ? Optional.of(read(standing.get()))
        : recorded.profile(kind, wanted.window(), reply);
  }

  private StackProfile read(ContentionRecording standing) throws IOException, HttpError {
    Path scratch = recorder.newScratchFile(".jfr");
    try {
      return standing.read(kind, scratch, exporters.ofProfiles());
    } finally {
      recorder.deleteScratch(scratch);
    }
  }
}
