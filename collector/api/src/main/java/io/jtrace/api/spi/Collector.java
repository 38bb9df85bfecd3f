package io.jtrace.api.spi;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Records profiles and traces of this process. Found with {@link java.util.ServiceLoader}; thread
 * safe. No method closes a stream.
 */
public interface Collector {

  /**
   * Starts a CPU profile, which is written by {@link #stopCpuProfile}.
   *
   * @throws IllegalStateException if one has been started and not been stopped
   * @throws IOException if this JVM cannot record; the message says why
   */
  void startCpuProfile(OutputStream out) throws IOException;

  /**
   * Ends the CPU profile and writes it; does nothing if there is none.
   *
   * @throws IOException if it cannot be read or written
   */
  void stopCpuProfile() throws IOException;

  /**
   * Starts a trace, which is written by {@link #stopTrace}, or before if it grows too large.
   *
   * @throws IllegalStateException if one has been started and not been stopped
   * @throws IOException if this JVM cannot record; the message says why
   */
  void startTrace(OutputStream out) throws IOException;

  /**
   * Ends the trace and returns when it is written; does nothing if there is none.
   *
   * @throws IOException if it cannot be read or written
   */
  void stopTrace() throws IOException;

  /**
   * Writes a profile as {@code /debug/pprof/NAME?debug=N} answers it.
   *
   * @throws IOException if it cannot be recorded or written; the message says why
   */
  void writeProfile(String name, int debug, OutputStream out) throws IOException;
}
