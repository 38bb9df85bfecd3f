package io.jtrace.agent.program;

import io.jtrace.agent.heap.AllocatedBytes;
import io.jtrace.agent.heap.ClassHistogram;
import io.jtrace.agent.heap.HeapProfile;
import io.jtrace.agent.record.ProfileRecording;
import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.spi.RecordedProfile;
import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.TraceExporter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A profile that is recorded until it is stopped, and written then. */
final class StartedProfile {

  /** Makes of what was recorded what is written. */
  private interface Finish {
    StackProfile of(StackProfile recorded) throws IOException;
  }

  private final TraceRecorder recorder;
  private final TraceExporter exporter;
  private final ProfileRecording recording;
  private final Finish finish;

  private StartedProfile(
      TraceRecorder recorder, TraceExporter exporter, RecordedProfile kind, Finish finish)
      throws IOException {
    this.recorder = recorder;
    this.exporter = exporter;
    this.finish = finish;
    recording = recorder.start(kind);
  }

  /** Starts to sample code on processors. */
  static StartedProfile cpu(TraceRecorder recorder, TraceExporter exporter) throws IOException {
    return new StartedProfile(recorder, exporter, RecordedProfile.CPU, recorded -> recorded);
  }

  /** Starts to sample allocations, and looks at the heap, without its garbage, at the end. */
  static StartedProfile heap(TraceRecorder recorder, TraceExporter exporter) throws IOException {
    long before = AllocatedBytes.now();
    return new StartedProfile(
        recorder,
        exporter,
        RecordedProfile.ALLOCATIONS,
        sampled ->
            HeapProfile.of(
                sampled,
                AllocatedBytes.now() - before,
                ClassHistogram.none(),
                ClassHistogram.take(true)));
  }

  /** Returns how much is recorded so far. */
  long sizeBytes() {
    return recording.sizeBytes();
  }

  /** Ends the recording and writes the profile; does not close the stream. */
  void stopTo(OutputStream out) throws IOException {
    Path scratch = recorder.newScratchFile(".jfr");
    try (recording) {
      exporter.writeProfile(finish.of(recording.stopAndRead(scratch, exporter)), out);
      out.flush();
    } finally {
      recorder.deleteScratch(scratch);
    }
  }
}
