package io.jtrace.agent.record;

import io.jtrace.agent.spi.RecordedProfile;
import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.TraceExporter;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * Records waits for each other all the time, for the profiles {@code block} and {@code mutex}.
 *
 * <p>Waits shorter than a rate are left out, as Go leaves most of them out. Where there are so many
 * others that their stacks would cost, the bound is doubled until there are few enough, and halved
 * again when it can be.
 *
 * <p>Thread safe.
 */
public final class ContentionRecording implements AutoCloseable, StandingRecording {

  private static final Duration AGE = Duration.ofMinutes(10);
  private static final long MAX_BYTES = 16 << 20;
  private static final long PERIOD_SECONDS = 10;

  /** About a thousand waits a second, whose stacks take some milliseconds. */
  private static final long MANY_BYTES_PER_SECOND = 32 << 10;

  private static final long FEW_BYTES_PER_SECOND = MANY_BYTES_PER_SECOND / 4;
  private static final Duration LONGEST_BOUND = Duration.ofSeconds(1);
  private static final int CHUNK_SIZE_OFFSET = 8;

  private final Recording recording;
  private final Duration rate;
  private final Consumer<ContentionRecording> onClose;
  private final Instant startedAt = Instant.now();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Duration bound;
  private volatile Duration highestBound;

  private ContentionRecording(
      Recording recording, Duration rate, Consumer<ContentionRecording> onClose) {
    this.recording = recording;
    this.rate = rate;
    this.onClose = onClose;
    bound = rate;
    highestBound = rate;
  }

  static ContentionRecording start(Duration rate, Consumer<ContentionRecording> onClose) {
    Recording recording = new Recording(ProfileSettings.waitsOver(rate));
    boolean started = false;
    try {
      recording.setName(Trace.NAME_PREFIX + "contention");
      recording.setToDisk(true);
      recording.setMaxAge(AGE);
      recording.setMaxSize(MAX_BYTES);
      recording.start();
      started = true;
      return new ContentionRecording(recording, rate, onClose);
    } finally {
      if (!started) {
        recording.close();
      }
    }
  }

  @Override
  public void run() throws IOException {
    try {
      while (!ended.await(PERIOD_SECONDS, TimeUnit.SECONDS)) {
        if (!othersRun()) { // else the chunk would tell of their events
          bytesOfChunk().ifPresent(bytes -> adapt(bytes / PERIOD_SECONDS));
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } catch (IllegalStateException refused) {
      if (!closed.get()) {
        throw new IOException("it was ended by someone else", refused);
      }
    }
  }

  private boolean othersRun() {
    return FlightRecorder.getFlightRecorder().getRecordings().stream()
        .anyMatch(
            other ->
                other.getId() != recording.getId() && other.getState() == RecordingState.RUNNING);
  }

  /** Ends a chunk and returns its size, which its header states; empty if it is gone. */
  private OptionalLong bytesOfChunk() throws IOException {
    Instant inChunk = Instant.now();
    FlightRecorder.getFlightRecorder().takeSnapshot().close();
    try (InputStream in = recording.getStream(inChunk.minusMillis(1), inChunk)) {
      if (in == null) {
        return OptionalLong.empty();
      }
      DataInputStream data = new DataInputStream(in);
      data.skipNBytes(CHUNK_SIZE_OFFSET);
      return OptionalLong.of(data.readLong());
    }
  }

  /** Chooses how long a wait must be from what was recorded of late. */
  void adapt(long bytesPerSecond) {
    Duration chosen = bound;
    if (bytesPerSecond > MANY_BYTES_PER_SECOND && bound.compareTo(LONGEST_BOUND) < 0) {
      chosen = bound.multipliedBy(2);
    } else if (bytesPerSecond < FEW_BYTES_PER_SECOND && bound.compareTo(rate) > 0) {
      chosen = bound.dividedBy(2);
    }
    if (!chosen.equals(bound)) {
      bound = chosen;
      highestBound = chosen.compareTo(highestBound) > 0 ? chosen : highestBound;
      recording.setSettings(ProfileSettings.waitsOver(chosen));
    }
  }

  /** Returns whether it has ended. */
  public boolean isClosed() {
    return closed.get();
  }

  /** Returns how long a wait must be now to be recorded. */
  Duration bound() {
    return bound;
  }

  /**
   * Makes a profile of what is kept.
   *
   * @param kind {@link RecordedProfile#BLOCK} or {@link RecordedProfile#MUTEX}
   * @param scratch a file for it; the caller deletes it
   * @throws IOException if it cannot be read, or the recording has ended
   */
  public StackProfile read(RecordedProfile kind, Path scratch, TraceExporter reader)
      throws IOException {
    Instant now = Instant.now();
    Instant from = now.minus(AGE).isBefore(startedAt) ? startedAt : now.minus(AGE);
    copyTo(scratch);
    StackProfile profile = reader.readProfile(scratch, kind, rate);
    Duration kept = Duration.between(from, now);
    profile.time(TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli()), kept.toNanos());
    profile.comment("recorded all the time (option blockrate), of at most the last 10 minutes");
    profile.comment("waits shorter than " + text(rate) + " are left out");
    if (highestBound.compareTo(rate) > 0) {
      profile.comment("there were many, so for some time those shorter than " + text(highestBound));
    }
    return profile;
  }

  /** A copy of a recording that is closed would never be closed itself. */
  private synchronized void copyTo(Path file) throws IOException {
    if (closed.get()) {
      throw new IOException("it has ended");
    }
    try (Recording copy = recording.copy(true)) {
      copy.dump(file);
    }
  }

  private static String text(Duration duration) {
    return duration.toNanos() % 1_000_000 == 0
        ? duration.toMillis() + " ms"
        : duration.toNanos() / 1000 + " us";
  }

  @Override
  public void end() {
    close();
  }

  /** Ends the recording and deletes what it keeps. */
  @Override
  public synchronized void close() {
    if (closed.compareAndSet(false, true)) {
      ended.countDown();
      recording.close();
      onClose.accept(this);
    }
  }
}
