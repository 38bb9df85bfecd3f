package io.jtrace.agent.record;

import io.jtrace.agent.os.OsWatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * One trace: started, then {@link #await}, {@link #stop}, {@link #writeTo}, {@link #close}, in this
 * order and by one thread. Only {@link #cancel} and {@link #close} may come from another one, at
 * any time.
 */
public final class Trace implements AutoCloseable, Running {

  static final String NAME_PREFIX = "jtrace-";

  /** How often size and waits are looked at while recording. */
  private static final long WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** More than enough; a program that ends must not hang. */
  private static final long FINISH_SECONDS = 30;

  private static final int COPY_BYTES = 1 << 16;

  private final TraceSpec spec;
  private final Recording recording;
  private final TraceLabels labels;
  private final Consumer<Trace> onClose;
  private final ThreadWatch watch;
  private final OsWatch.Part os;
  private final long startNanos;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean isCancelled;
  private volatile boolean isKept;

  private Trace(
      TraceSpec spec,
      Recording recording,
      TraceLabels labels,
      ThreadWatch watch,
      OsWatch.Part os,
      long startNanos,
      Consumer<Trace> onClose) {
    this.spec = spec;
    this.recording = recording;
    this.labels = labels;
    this.watch = watch;
    this.os = os;
    this.startNanos = startNanos;
    this.onClose = onClose;
  }

  static Trace start(
      TraceSpec spec,
      TraceSettings settings,
      TraceLabels labels,
      OsWatch os,
      Consumer<Trace> onClose)
      throws IOException {
    Recording recording = new Recording(settings.values());
    boolean started = false;
    try {
      recording.setName(NAME_PREFIX + Long.toHexString(labels.id()));
      recording.setToDisk(true);
      recording.start();
      long startNanos = System.nanoTime();
      labels.writeStart();
      ThreadWatch watch = ThreadWatch.start(labels.id());
      Trace trace = new Trace(spec, recording, labels, watch, os.begin(), startNanos, onClose);
      started = true;
      return trace;
    } finally {
      if (!started) {
        recording.close();
      }
    }
  }

  /**
   * Waits until the time is over, the trace has grown too large, or it is cancelled.
   *
   * @return whether the trace is worth reading: {@code false} after {@link #cancel}
   * @throws IOException if this thread is interrupted
   */
  public boolean await() throws IOException {
    try {
      long endNanos = startNanos + spec.durationNanos();
      for (long left = endNanos - System.nanoTime();
          left > 0;
          left = endNanos - System.nanoTime()) {
        if (ended.await(Math.min(left, WATCH_NANOS), TimeUnit.NANOSECONDS)) {
          return !isCancelled;
        }
        if (recording.getSize() > spec.maxSizeBytes()) {
          labels.add(
              "*",
              "maxsize",
              spec.maxSizeBytes() + " bytes",
              "the trace ended early because it had grown too large");
          return true;
        }
        if (endNanos - System.nanoTime() > WATCH_NANOS) { // else it might delay the end
          watch.look();
        }
      }
      return !isCancelled;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while recording", interrupted);
    }
  }

  /** Ends the recording. */
  public void stop() throws IOException {
    try (os) {
      os.writeEnd(labels::add);
      watch.writeEnd();
      labels.writeEnd();
      recording.stop();
    } catch (IllegalStateException ended) {
      throw new IOException("the recording was ended by someone else", ended);
    }
  }

  /**
   * Has the recording written to {@code file} when it ends, even with the program: JFR does so
   * before the JVM is gone.
   *
   * @throws IOException if the file cannot be written
   */
  void keepIn(Path file) throws IOException {
    recording.setDestination(file);
    recording.setDumpOnExit(true);
    isKept = true;
  }

  /** Says in the trace what it lacks. */
  void limit(String event, String setting, String value, String reason) {
    labels.add(event, setting, value, reason);
  }

  /**
   * Waits, then ends the recording that is kept, which writes its file.
   *
   * @return whether it had grown too large
   */
  boolean finish() throws IOException {
    try {
      boolean isTooLarge = await();
      if (recording.getState() == RecordingState.RUNNING) {
        stop();
      }
      close();
      return isTooLarge;
    } finally {
      finished.countDown();
    }
  }

  @Override
  public void end() throws IOException {
    cancel();
    if (isKept) {
      awaitFinish(); // whoever watches the threads must not be disturbed at it
    }
    close();
  }

  private void awaitFinish() throws IOException {
    try {
      if (!finished.await(FINISH_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("it did not end within " + FINISH_SECONDS + " s");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while it ended", interrupted);
    }
  }

  /** Returns how many bytes {@link #writeTo} writes, once the trace is stopped. */
  public long sizeBytes() {
    return recording.getSize();
  }

  /**
   * Writes the JFR file of a stopped trace. Does not close the stream.
   *
   * @throws IOException if the bytes cannot be read or written, or the trace is cancelled meanwhile
   */
  public void writeTo(OutputStream out) throws IOException {
    try (InputStream in = recording.getStream(null, null)) {
      if (in == null) {
        throw new IOException("the recording holds no data");
      }
      byte[] buffer = new byte[COPY_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (isCancelled) {
          throw new IOException("the trace was cancelled");
        }
        out.write(buffer, 0, count);
      }
    }
  }

  /** Makes {@link #await} return at once. Short, does not block, may be called by any thread. */
  public void cancel() {
    isCancelled = true;
    ended.countDown();
  }

  /** Makes {@link #await} return at once, too, but the trace is worth reading. */
  public void endEarly() {
    ended.countDown();
  }

  /** Ends the recording if it still runs and deletes its data. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      os.close();
      recording.close();
      onClose.accept(this);
    }
  }
}
