package io.jtrace.agent.program;

import io.jtrace.agent.record.ProfileRecording;
import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.spi.RecordedProfile;
import io.jtrace.agent.spi.TraceExporter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A CPU profile that runs until it is stopped. */
final class CpuProfile {

  private final TraceRecorder recorder;
  private final TraceExporter exporter;
  private final ProfileRecording recording;
  private final OutputStream out;

  private CpuProfile(
      TraceRecorder recorder,
      TraceExporter exporter,
      ProfileRecording recording,
      OutputStream out) {
    this.recorder = recorder;
    this.exporter = exporter;
    this.recording = recording;
    this.out = out;
  }

  static CpuProfile start(TraceRecorder recorder, TraceExporter exporter, OutputStream out)
      throws IOException {
    return new CpuProfile(recorder, exporter, recorder.start(RecordedProfile.CPU), out);
  }

  void stop() throws IOException {
    Path scratch = recorder.newScratchFile(".jfr");
    try (recording) {
      exporter.writeProfile(recording.stopAndRead(scratch, exporter), out);
      out.flush();
    } finally {
      recorder.deleteScratch(scratch);
    }
  }
}
