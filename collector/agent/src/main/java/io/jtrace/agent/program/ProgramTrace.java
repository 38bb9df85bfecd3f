package io.jtrace.agent.program;

import io.jtrace.agent.record.Daemon;
import io.jtrace.agent.record.Trace;
import io.jtrace.agent.record.TraceRecorder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A trace that runs until it is stopped. A thread of its own watches the program and writes it. */
final class ProgramTrace {

  private final Trace trace;
  private final OutputStream out;
  private final CountDownLatch written = new CountDownLatch(1);
  private volatile @Nullable IOException failure;

  private ProgramTrace(Trace trace, OutputStream out) {
    this.trace = trace;
    this.out = out;
  }

  static ProgramTrace start(TraceRecorder recorder, OutputStream out) throws IOException {
    ProgramTrace started = new ProgramTrace(recorder.startUnlimited(), out);
    Daemon.start("jtrace-trace", started::run);
    return started;
  }

  private void run() {
    try (trace) {
      write();
    } catch (IOException failed) {
      failure = failed;
    } catch (RuntimeException failed) {
      failure = new IOException("the trace could not be written: " + failed, failed);
    } finally {
      written.countDown();
    }
  }

  private void write() throws IOException {
    if (!trace.await()) {
      throw new IOException("the trace was ended with what recorded it");
    }
    trace.stop();
    trace.writeTo(out);
    out.flush();
  }

  void stop() throws IOException {
    trace.endEarly();
    try {
      written.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the trace was written", interrupted);
    }
    IOException failed = failure;
    if (failed != null) {
      throw failed;
    }
  }
}
