package io.jtrace.api.spi;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

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

  /**
   * Starts to keep the past.
   *
   * @param minAge how much of it at least, above 0
   * @param maxBytes on disk, above 0; comes before the age
   * @throws IOException if this JVM cannot record; the message says why
   */
  Flight startFlight(Duration minAge, long maxBytes) throws IOException;

  /** The past that is kept. Thread safe. */
  interface Flight extends AutoCloseable {

    /**
     * Writes it as a recording.
     *
     * @throws IOException if it cannot be read or written, or has ended
     */
    void writeTo(OutputStream out) throws IOException;

    /** Ends it. */
    @Override
    void close();
  }
}
