package io.jtrace.agent.program;

import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.spi.TraceExporter;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The CPU profile and the trace that a program has started: one of each at a time. Thread safe. */
public final class ProgramRecordings {

  /** The profile and where it goes. */
  private record Profile(StartedProfile recording, OutputStream out) {}

  private @Nullable Profile cpuProfile; // guarded by this
  private @Nullable ProgramTrace trace; // guarded by this

  /**
   * Starts the CPU profile.
   *
   * @throws IllegalStateException if it was started before and not ended
   * @throws IOException if this JVM cannot record
   */
  public synchronized void startCpuProfile(
      TraceRecorder recorder, TraceExporter exporter, OutputStream out) throws IOException {
    if (cpuProfile != null) {
      throw new IllegalStateException(
          "cpu profiling already in use: Profile.stopCpuProfile() ends it");
    }
    cpuProfile = new Profile(StartedProfile.cpu(recorder, exporter), out);
  }

  /**
   * Ends the CPU profile and writes it; does nothing if there is none.
   *
   * @throws IOException if it cannot be read or written
   */
  public void stopCpuProfile() throws IOException {
    Profile started;
    synchronized (this) {
      started = cpuProfile;
      cpuProfile = null;
    }
    if (started != null) {
      started.recording().stopTo(started.out());
    }
  }

  /**
   * Starts the trace.
   *
   * @throws IllegalStateException if it was started before and not ended
   * @throws IOException if this JVM cannot record
   */
  public synchronized void startTrace(TraceRecorder recorder, OutputStream out) throws IOException {
    if (trace != null) {
      throw new IllegalStateException("execution tracer already enabled: Trace.stop() ends it");
    }
    trace = ProgramTrace.start(recorder, out);
  }

  /**
   * Ends the trace and waits until it is written; does nothing if there is none.
   *
   * @throws IOException if it could not be read or written
   */
  public void stopTrace() throws IOException {
    ProgramTrace started;
    synchronized (this) {
      started = trace;
      trace = null;
    }
    if (started != null) {
      started.stop();
    }
  }
}
