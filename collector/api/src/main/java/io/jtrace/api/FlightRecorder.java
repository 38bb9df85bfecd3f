package io.jtrace.api;

import io.jtrace.api.spi.Collector;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last of what this program did, to be written when something has gone wrong.
 *
 * <pre>{@code
 * var recorder = new FlightRecorder(Duration.ofSeconds(30), 64 << 20);
 * recorder.start();
 * ...
 * if (tookTooLong) {
 *   recorder.writeTo(out);
 * }
 * }</pre>
 *
 * <p>One of a process can run at a time, beside traces, and beside the flight recorder that the
 * option {@code flight} of the agent starts. Needs {@code jtrace.jar}, as {@link Trace} does.
 * Thread safe.
 */
public final class FlightRecorder implements AutoCloseable {

  /** What is kept if nothing else is said, as in Go. */
  private static final Duration DEFAULT_MIN_AGE = Duration.ofSeconds(10);

  private static final long DEFAULT_MAX_BYTES = 10 << 20;

  /** The one that runs; guarded by the class. */
  @SuppressWarnings("NonFinalStaticField") // there is one a process
  private static @Nullable FlightRecorder enabled;

  private final Duration minAge;
  private final long maxBytes;
  private Collector.@Nullable Flight flight; // guarded by the class

  /**
   * Makes one that does not run yet.
   *
   * @param minAge how much of the past to keep at least, 0 for 10 s
   * @param maxBytes of files on disk, which comes before the age; 0 for 10 MiB
   * @throws IllegalArgumentException if one of them is negative
   */
  public FlightRecorder(Duration minAge, long maxBytes) {
    if (minAge.isNegative() || maxBytes < 0) {
      throw new IllegalArgumentException(
          "expected an age and a size of at least 0, found " + minAge + " and " + maxBytes);
    }
    this.minAge = minAge.isZero() ? DEFAULT_MIN_AGE : minAge;
    this.maxBytes = maxBytes == 0 ? DEFAULT_MAX_BYTES : maxBytes;
  }

  /**
   * Starts to keep.
   *
   * @throws IllegalStateException if it runs, or another one does, or the collector is not there
   * @throws IOException if this JVM cannot record; the message says why
   */
  public void start() throws IOException {
    synchronized (FlightRecorder.class) {
      if (enabled != null) {
        throw new IllegalStateException(
            "flight recorder already enabled: only one can run, stop() ends it");
      }
      flight = Collectors.get().startFlight(minAge, maxBytes);
      enabled = this;
    }
  }

  /** Whether it keeps what happens. */
  public boolean isEnabled() {
    synchronized (FlightRecorder.class) {
      return flight != null;
    }
  }

  /**
   * Writes all that is kept, as a JFR recording; it goes on keeping it. Does not close the stream.
   *
   * @throws IllegalStateException if it does not run
   * @throws IOException if it cannot be written
   */
  public void writeTo(OutputStream out) throws IOException {
    Objects.requireNonNull(out, "out");
    Collector.Flight running;
    synchronized (FlightRecorder.class) {
      running = flight;
    }
    if (running == null) {
      throw new IllegalStateException("cannot snapshot a disabled flight recorder: start() it");
    }
    running.writeTo(out);
  }

  /** Ends it and throws away what it kept. Does nothing if it does not run. */
  public void stop() {
    synchronized (FlightRecorder.class) {
      if (flight != null) {
        flight.close();
        flight = null;
        enabled = null;
      }
    }
  }

  /** Same as {@link #stop}. */
  @Override
  public void close() {
    stop();
  }
}
