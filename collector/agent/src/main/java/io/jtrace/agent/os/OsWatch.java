package io.jtrace.agent.os;

import io.jtrace.agent.options.Options;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Collects while at least one trace runs. Thread safe, never throws.
 *
 * <p>Two of these in one process would write everything twice; a recorder has one.
 */
public final class OsWatch {

  private final Options options;
  private final NativeAccess access;
  private @Nullable OsThread thread;
  private int traces;

  /**
   * Makes one that collects nothing yet.
   *
   * @param instrumentation of the agent, {@code null} in a program that runs without it
   */
  public OsWatch(Options options, @Nullable Instrumentation instrumentation) {
    this.options = options;
    this.access = new NativeAccess(instrumentation);
  }

  /** Begins to collect for a trace whose recording has just started. */
  public Part begin() {
    OsThread running = acquire();
    running.writeAll();
    return new Part(running);
  }

  private synchronized OsThread acquire() {
    OsThread running = thread;
    if (running == null) {
      running =
          OsThread.start(() -> new OsCollector(options, ProcDirectory.ofThisProcess(), access));
      thread = running;
    }
    traces++;
    return running;
  }

  private synchronized void release() {
    if (--traces == 0 && thread != null) {
      thread.stop();
      thread = null;
    }
  }

  /** The part of one trace. */
  public final class Part implements AutoCloseable {

    private final OsThread running;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Part(OsThread running) {
      this.running = running;
    }

    /** Writes how things stand at the end of the trace, and tells what limits it. */
    public void writeEnd(OsLimits limits) {
      running.writeAll();
      running.addLimits(limits);
    }

    /** Stops collecting unless another trace still runs. Later calls do nothing. */
    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        release();
      }
    }
  }
}
