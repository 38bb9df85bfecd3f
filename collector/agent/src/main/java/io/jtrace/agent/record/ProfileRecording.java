package io.jtrace.agent.record;

import io.jtrace.agent.spi.RecordedProfile;
import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.TraceExporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import jdk.jfr.Recording;

/**
 * What is recorded for one profile: started, then {@link #await}, {@link #stopAndRead}, {@link
 * #close}, in this order. Several threads may do so, if each closes it only when all have read.
 */
public final class ProfileRecording implements AutoCloseable, Running {

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final RecordedProfile kind;
  private final Recording recording;
  private final List<String> notes;
  private final Consumer<ProfileRecording> onClose;
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final long startNanos;
  private long durationNanos; // guarded by this; 0 while it runs

  private ProfileRecording(
      RecordedProfile kind,
      Recording recording,
      List<String> notes,
      Consumer<ProfileRecording> onClose) {
    this.kind = kind;
    this.recording = recording;
    this.notes = notes;
    this.onClose = onClose;
    startNanos = System.nanoTime();
  }

  static ProfileRecording start(
      RecordedProfile kind, ProfileSettings settings, Consumer<ProfileRecording> onClose) {
    Recording recording = new Recording(settings.values());
    boolean started = false;
    try {
      recording.setName(Trace.NAME_PREFIX + "profile");
      recording.setToDisk(true);
      recording.start();
      started = true;
      return new ProfileRecording(kind, recording, settings.notes(), onClose);
    } finally {
      if (!started) {
        recording.close();
      }
    }
  }

  /**
   * Waits until {@code seconds} are over since the start. Several threads may wait.
   *
   * @param gone asked now and then whether waiting has lost its sense
   * @return {@code false} if so, or after {@link #cancel}
   * @throws IOException if this thread is interrupted
   */
  public boolean await(long seconds, BooleanSupplier gone) throws IOException {
    long endNanos = startNanos + TimeUnit.SECONDS.toNanos(seconds);
    try {
      for (long left = endNanos - System.nanoTime();
          left > 0;
          left = endNanos - System.nanoTime()) {
        if (cancelled.await(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS)
            || gone.getAsBoolean()) {
          return false;
        }
      }
      return cancelled.getCount() > 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while recording", interrupted);
    }
  }

  /** Returns how much is recorded so far. */
  public long sizeBytes() {
    return recording.getSize();
  }

  /**
   * Ends the recording, unless another thread has, and makes a profile of it.
   *
   * @param scratch a file for what was recorded, the same for all; the caller deletes it
   * @throws IOException if what was recorded cannot be read
   */
  public StackProfile stopAndRead(Path scratch, TraceExporter reader) throws IOException {
    long lengthNanos = stopTo(scratch);
    StackProfile profile = reader.readProfile(scratch, kind, ProfileSettings.SHORTEST_WAIT);
    profile.time(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()), lengthNanos);
    notes.forEach(profile::comment);
    return profile;
  }

  private synchronized long stopTo(Path file) throws IOException {
    try {
      if (durationNanos == 0) {
        recording.stop();
        long stoppedNanos = System.nanoTime();
        recording.dump(file);
        durationNanos = stoppedNanos - startNanos;
      }
      return durationNanos;
    } catch (IllegalStateException ended) {
      throw new IOException("the recording was ended by someone else", ended);
    }
  }

  /** Makes {@link #await} return at once. Short, does not block, may be called by any thread. */
  public void cancel() {
    cancelled.countDown();
  }

  @Override
  public void end() {
    cancel();
    close();
  }

  /** Ends the recording if it still runs and deletes its data. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      recording.close();
      onClose.accept(this);
    }
  }
}
