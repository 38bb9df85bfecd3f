package io.jtrace.api;

import io.jtrace.api.spi.Collector;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;

/**
 * A trace of this program that it starts and ends itself, without a server.
 *
 * <pre>{@code
 * try (OutputStream out = Files.newOutputStream(Path.of("trace.out"))) {
 *   Trace.start(out);
 *   runTheBatch();
 *   Trace.stop();
 * }
 * }</pre>
 *
 * <p>Needs {@code jtrace.jar} on the class path or as an agent, and says so if it is not there;
 * with the agent the trace has what only hooks can tell. What it records and how large it may grow
 * is said by the options of the agent, or the system properties {@code jtrace.*}. Thread safe.
 */
public final class Trace {

  private Trace() {}

  /**
   * Starts the trace of this program. Its bytes are written when it ends, by a thread of jtrace;
   * the stream is not closed.
   *
   * @throws IllegalStateException if it has been started already, or the collector is not there
   * @throws IOException if this JVM cannot record; the message says why
   */
  public static void start(OutputStream out) throws IOException {
    Collectors.get().startTrace(Objects.requireNonNull(out, "out"));
  }

  /**
   * Ends the trace and returns when it is written. Does nothing if none was started.
   *
   * @throws IOException if it cannot be written, or this thread is interrupted
   */
  public static void stop() throws IOException {
    Optional<Collector> collector = Collectors.used();
    if (collector.isPresent()) {
      collector.get().stopTrace();
    }
  }

  /**
   * Whether something records what tasks, regions and logs tell: this trace, one that a client of
   * the server has asked for, or another recording of JFR. It may have changed when this returns.
   */
  public static boolean isEnabled() {
    return Jfr.isThere() && new TaskBeginEvent().isEnabled();
  }
}
