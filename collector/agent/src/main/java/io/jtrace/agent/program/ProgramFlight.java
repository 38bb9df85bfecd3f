package io.jtrace.agent.program;

import io.jtrace.agent.record.FlightRecording;
import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.api.spi.Collector;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The past that a program keeps of itself. Thread safe. */
public record ProgramFlight(TraceRecorder recorder, FlightRecording recording)
    implements Collector.Flight {

  @Override
  public void writeTo(OutputStream out) throws IOException {
    Path scratch = recorder.newScratchFile(".jfr");
    try {
      recording.copyTo(scratch, recording.bounds().age());
      Files.copy(scratch, out);
    } finally {
      recorder.deleteScratch(scratch);
    }
  }

  @Override
  public void close() {
    recording.close();
  }
}
