package io.jtrace.agent.record;

import io.jtrace.agent.os.OsWatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;

/**
 * Records all the time and keeps the last of it, within bounds of age and size. What is kept can be
 * copied at any moment, as often as one likes, while it goes on.
 *
 * <p>JFR throws away whole chunks, and a chunk of a quiet program may last for minutes. So a new
 * one is begun now and then: a <em>generation</em>, with the status of all threads at its
 * beginning, so that what is left is as well known at its start as a trace is.
 *
 * <p>Thread safe.
 */
public final class FlightRecording implements AutoCloseable, StandingRecording {

  /**
   * What was copied.
   *
   * @param from since when it was wanted, or recorded if that is later
   * @param to the moment of the copy
   */
  public record Past(Instant from, Instant to) {}

  private static final long WATCH_MILLIS = 100;
  private static final int GENERATIONS = 6;

  /** What begins in the first moments of a chunk is known from the end of the one before. */
  private static final Duration STATUS_DELAY = Duration.ofMillis(250);

  private static final Duration SHORTEST_GENERATION = Duration.ofSeconds(1);
  private static final Duration LONGEST_GENERATION = Duration.ofSeconds(10);

  private final FlightBounds bounds;
  private final Recording recording;
  private final TraceLabels labels;
  private final ThreadWatch watch;
  private final OsWatch.Part os;
  private final Consumer<FlightRecording> onClose;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Instant startedAt;
  private final long generationNanos;
  private long nextGenerationNanos; // guarded by this, as is what writes events

  private FlightRecording(
      FlightBounds bounds,
      Recording recording,
      TraceLabels labels,
      ThreadWatch watch,
      OsWatch.Part os,
      Consumer<FlightRecording> onClose) {
    this.bounds = bounds;
    this.recording = recording;
    this.labels = labels;
    this.watch = watch;
    this.os = os;
    this.onClose = onClose;
    startedAt = Instant.now();
    generationNanos = generation(bounds.age()).toNanos();
    nextGenerationNanos = System.nanoTime() + generationNanos;
  }

  static FlightRecording start(
      FlightBounds bounds,
      TraceSettings settings,
      TraceLabels labels,
      OsWatch os,
      Consumer<FlightRecording> onClose)
      throws IOException {
    Recording recording = new Recording(settings.values());
    boolean started = false;
    try {
      recording.setName(Trace.NAME_PREFIX + "flight");
      recording.setToDisk(true);
      recording.setMaxAge(bounds.age().plus(generation(bounds.age())));
      recording.setMaxSize(bounds.sizeBytes());
      recording.start();
      labels.writeStart();
      ThreadWatch watch = ThreadWatch.start(labels.id());
      FlightRecording flight =
          new FlightRecording(bounds, recording, labels, watch, os.begin(), onClose);
      started = true;
      return flight;
    } finally {
      if (!started) {
        recording.close();
      }
    }
  }

  private static Duration generation(Duration age) {
    Duration part = age.dividedBy(GENERATIONS);
    if (part.compareTo(SHORTEST_GENERATION) < 0) {
      return SHORTEST_GENERATION;
    }
    return part.compareTo(LONGEST_GENERATION) > 0 ? LONGEST_GENERATION : part;
  }

  /** Returns how much is kept. */
  public FlightBounds bounds() {
    return bounds;
  }

  /** Returns since when it records. */
  public Instant startedAt() {
    return startedAt;
  }

  /** Returns whether it has ended. */
  public boolean isClosed() {
    return closed.get();
  }

  @Override
  public void run() throws IOException {
    try {
      while (!ended.await(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
        watchOnce();
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

  private synchronized void watchOnce() throws IOException {
    if (closed.get()) {
      return;
    }
    if (System.nanoTime() - nextGenerationNanos >= 0) {
      FlightRecorder.getFlightRecorder().takeSnapshot().close(); // begins a chunk
      beginGeneration();
    } else {
      watch.look();
    }
  }

  private synchronized void beginGeneration() throws IOException {
    if (!closed.get()) {
      labels.writeStart();
      watch.writeAll();
      nextGenerationNanos = System.nanoTime() + generationNanos;
    }
  }

  /**
   * Copies the chunks that hold the last {@code length} of time to a file: a recording that may
   * begin earlier than wanted, never later unless nothing is kept from then.
   *
   * @throws IOException if the file cannot be written, or the recording has ended
   */
  public Past copyTo(Path file, Duration length) throws IOException {
    Instant to = writeEnd(length);
    Instant wanted = to.minus(length);
    Instant from = wanted.isBefore(startedAt) ? startedAt : wanted;
    try (Recording copy = copy();
        InputStream in = copy.getStream(from.minus(STATUS_DELAY), to)) {
      beginGeneration(); // the copy has begun a chunk
      if (in == null) {
        throw new IOException("the flight recorder holds no data");
      }
      try (OutputStream out = Files.newOutputStream(file)) {
        in.transferTo(out);
      }
    } catch (IllegalStateException refused) {
      throw new IOException("the flight recorder has ended", refused);
    }
    return new Past(from, to);
  }

  /** A copy of a recording that is closed would never be closed itself. */
  private synchronized Recording copy() throws IOException {
    requireOpen();
    return recording.copy(true);
  }

  private void requireOpen() throws IOException {
    if (closed.get()) {
      throw new IOException("the flight recorder has ended");
    }
  }

  private synchronized Instant writeEnd(Duration length) throws IOException {
    requireOpen();
    List<Limit> limits = new ArrayList<>();
    os.writeEnd((event, key, value, reason) -> limits.add(new Limit(event, key, value, reason)));
    watch.writeEnd();
    labels.writeEnd(limits, length.toNanos());
    return Instant.now();
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
      os.close();
      recording.close();
      onClose.accept(this);
    }
  }
}
