package io.jtrace.agent.record;

import io.jtrace.agent.options.Options;
import io.jtrace.agent.os.OsWatch;
import io.jtrace.agent.os.ProfilingSignal;
import io.jtrace.agent.spi.RecordedProfile;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import org.jspecify.annotations.Nullable;

/**
 * Starts traces of this JVM, as many at once as are asked for, each with a recording of its own.
 *
 * <p>Thread safe. Closing the recorder ends what runs and deletes what it still has on disk.
 */
public final class TraceRecorder implements AutoCloseable {

  private static final long UNTIL_EXIT_NANOS = TimeUnit.DAYS.toNanos(36_500);

  private final Options options;
  private final StackDepth stackDepth;
  private final TraceSpec defaults;
  private final Hooks hooks;
  private final OsWatch os;
  private final ProfilingSignal profilingSignal;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private final Set<Path> scratchFiles = ConcurrentHashMap.newKeySet();
  private final ExitWork exitWork;
  private final AtomicBoolean closesAtExit = new AtomicBoolean();
  private final Flight flight = new Flight();
  private volatile @Nullable ContentionRecording contention;
  private volatile boolean hasRecorded;
  private volatile boolean closed;

  private TraceRecorder(Options options, @Nullable Instrumentation instrumentation, Hooks hooks) {
    this.options = options;
    this.defaults = TraceSpec.from(options, 1);
    this.hooks = hooks;
    this.os = new OsWatch(options, instrumentation);
    this.profilingSignal = new ProfilingSignal(instrumentation);
    this.stackDepth = new StackDepth(instrumentation);
    this.exitWork = new ExitWork(instrumentation);
  }

  /**
   * Opens a recorder; nothing of JFR is loaded before the first trace.
   *
   * @param options say what a trace records; their stack depth is set before JFR starts
   * @param instrumentation of the agent, {@code null} in a program that runs without it
   * @param hooks closed with the recorder
   */
  public static TraceRecorder open(
      Options options, @Nullable Instrumentation instrumentation, Hooks hooks) {
    return new TraceRecorder(options, instrumentation, hooks);
  }

  /** Opens a recorder without hooks for a program that runs without the agent. */
  public static TraceRecorder open(Options options) {
    return open(options, null, Hooks.withoutAgent());
  }

  /** Opens the settings file {@code jtrace.jfc}, which works with plain JFR too. */
  public static InputStream settingsFile() throws IOException {
    return TraceSettings.open();
  }

  /**
   * Starts a trace.
   *
   * @throws IOException if this JVM cannot record; the message says why
   */
  public Trace start(TraceSpec spec) throws IOException {
    hasRecorded = true;
    return start(spec, hooks::weave);
  }

  /**
   * Starts a trace that lasts until somebody ends it, or it has grown too large.
   *
   * @throws IOException if this JVM cannot record; the message says why
   */
  public Trace startUnlimited() throws IOException {
    return start(TraceSpec.from(options, UNTIL_EXIT_NANOS));
  }

  /**
   * Starts a trace that ends with the program, or when the recorder is closed, or when it has grown
   * too large; its file is written then.
   *
   * @param told what is to be said of it later, one sentence each
   * @throws IOException if this JVM cannot record, or the file not be written; the message says why
   */
  public void startUntilExit(Path file, Consumer<String> told) throws IOException {
    Trace trace = startUnlimited();
    boolean isKept = false;
    try {
      trace.keepIn(file);
      isKept = true;
    } finally {
      if (!isKept) {
        trace.close();
      }
    }
    atExit(() -> {}, told)
        .ifPresent(reason -> trace.limit("jtrace.ThreadStatus", "atExit", "missing", reason));
    Daemon.start("jtrace-trace", () -> finish(trace, file, told));
  }

  /**
   * Does something when the program ends, before what still records is ended and the recorder
   * closed. Something must have been started.
   *
   * @return why that is not possible; empty if it will be done
   */
  public Optional<String> atExit(Runnable work, Consumer<String> told) {
    if (closesAtExit.compareAndSet(false, true)) {
      Optional<String> unused = exitWork.add(() -> closeAtExit(told)); // the last to be done
    }
    return exitWork.add(work);
  }

  private void closeAtExit(Consumer<String> told) {
    try {
      close();
    } catch (IOException | RuntimeException failed) {
      told.accept("what was recorded could not be ended: " + failed.getMessage());
    }
  }

  private static void finish(Trace trace, Path file, Consumer<String> told) {
    try {
      if (trace.finish()) {
        told.accept("the trace " + file + " ended early because it had grown too large");
      }
    } catch (IOException | RuntimeException failed) {
      told.accept("the trace " + file + " could not be ended: " + failed.getMessage());
    }
  }

  private Trace start(TraceSpec spec, Supplier<List<Limit>> weave) throws IOException {
    try {
      return unlessClosed(startRecording(spec, weave));
    } catch (IllegalStateException | SecurityException | LinkageError refused) {
      throw new IOException("Flight Recorder does not start: " + refused.getMessage(), refused);
    }
  }

  /**
   * Starts to record what a profile is made from, and nothing else.
   *
   * @throws IOException if this JVM cannot record; the message says why
   */
  public ProfileRecording start(RecordedProfile profile) throws IOException {
    hasRecorded = true;
    requireJfr();
    try {
      requestDepth(defaults);
      if (profile == RecordedProfile.MUTEX) {
        hooks.weave(); // what is not woven has no owners of locks, which the profile counts
      }
      Optional<String> refused = TraceSettings.cpuTimeRefused(profilingSignal::otherOwner);
      return unlessClosed(
          ProfileRecording.start(profile, ProfileSettings.of(profile, refused), running::remove));
    } catch (IllegalStateException | SecurityException | LinkageError refused) {
      throw new IOException("Flight Recorder does not start: " + refused.getMessage(), refused);
    }
  }

  private <T extends Running> T unlessClosed(T started) throws IOException {
    running.add(started);
    if (closed) { // by another thread, after it had ended what ran
      started.end();
      throw new IOException("the recorder is closed");
    }
    return started;
  }

  private void requireJfr() throws IOException {
    if (closed) {
      throw new IOException("the recorder is closed");
    }
    if (!FlightRecorder.isAvailable()) {
      throw new IOException("this JVM has no Flight Recorder");
    }
  }

  private Optional<String> requestDepth(TraceSpec spec) {
    int unset = defaults.stackDepth().orElse(stackDepth.inForce());
    return stackDepth.request(spec.stackDepth().orElse(unset));
  }

  private Trace startRecording(TraceSpec spec, Supplier<List<Limit>> weave) throws IOException {
    Prepared prepared = prepare(spec, weave);
    return Trace.start(spec, prepared.settings(), prepared.labels(), os, running::remove);
  }

  /**
   * Starts to record all the time, keeping the last of it, until the recorder or the recording is
   * closed.
   *
   * @param told what goes wrong later, one sentence
   * @throws IOException if this JVM cannot record; the message says why
   */
  public FlightRecording startFlight(FlightBounds bounds, Consumer<String> told)
      throws IOException {
    hasRecorded = true;
    try {
      Prepared prepared = prepare(TraceSpec.from(options, bounds.age().toNanos()), hooks::weave);
      FlightRecording flight =
          unlessClosed(
              FlightRecording.start(
                  bounds, prepared.settings(), prepared.labels(), os, running::remove));
      flight.lookAfter("jtrace-flight", "the flight recorder has stopped", told);
      return flight;
    } catch (IllegalStateException | SecurityException | LinkageError refused) {
      throw new IOException("Flight Recorder does not start: " + refused.getMessage(), refused);
    }
  }

  /**
   * Starts to record waits for each other all the time, until the recorder is closed.
   *
   * @param rate how long a wait must be
   * @param told what goes wrong later, one sentence
   * @throws IOException if this JVM cannot record; the message says why
   */
  public ContentionRecording startContention(Duration rate, Consumer<String> told)
      throws IOException {
    hasRecorded = true;
    requireJfr();
    try {
      requestDepth(defaults);
      hooks.weave(); // for owners of locks of java.util.concurrent
      ContentionRecording started = unlessClosed(ContentionRecording.start(rate, running::remove));
      contention = started;
      started.lookAfter("jtrace-contention", "waits are no longer recorded all the time", told);
      return started;
    } catch (IllegalStateException | SecurityException | LinkageError refused) {
      throw new IOException("Flight Recorder does not start: " + refused.getMessage(), refused);
    }
  }

  /** Returns what records waits all the time, if something does. */
  public Optional<ContentionRecording> contention() {
    return Optional.ofNullable(contention).filter(running -> !running.isClosed());
  }

  /** Returns the flight recorder of this process. */
  public Flight flight() {
    return flight;
  }

  /** What a recording of everything is made with. */
  private record Prepared(TraceSettings settings, TraceLabels labels) {}

  private Prepared prepare(TraceSpec spec, Supplier<List<Limit>> weave) throws IOException {
    requireJfr();
    Optional<String> depthRefused = requestDepth(spec);
    List<Limit> hookLimits = weave.get(); // after the stack depth, because it registers events
    CommandLine commandLine = CommandLine.ofThisProcess();
    TraceSettings settings =
        TraceSettings.of(spec, commandLine.hasSecrets(), profilingSignal::otherOwner);
    long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    TraceLabels labels = new TraceLabels(id, spec, stackDepth.inForce(), commandLine);
    settings.limits().forEach(labels::add);
    hookLimits.forEach(labels::add);
    labels.addAtEnd(hooks.watchLosses());
    depthRefused.ifPresent(
        reason -> labels.add("*", "stackDepth", stackDepth.inForce() + " frames", reason));
    for (Recording other : othersRunning()) {
      labels.add(
          "*",
          "otherRecording",
          other.getName(),
          "another recording runs: each records what either of them wants");
    }
    return new Prepared(settings, labels);
  }

  private static List<Recording> othersRunning() {
    return FlightRecorder.getFlightRecorder().getRecordings().stream()
        .filter(recording -> recording.getState() == RecordingState.RUNNING)
        .filter(recording -> !recording.getName().startsWith(Trace.NAME_PREFIX))
        .toList();
  }

  /**
   * Records for a moment and throws it away: what JFR loads and prepares the first time costs half
   * a second, which the first trace then need not wait for. Does nothing after that one: what
   * others record at the time would only get its settings, too. Weaves nothing.
   *
   * @throws IOException if this JVM cannot record; the message says why
   */
  public void warmUp() throws IOException {
    if (hasRecorded) {
      return;
    }
    TraceSpec moment =
        new TraceSpec(
            TimeUnit.MILLISECONDS.toNanos(1),
            defaults.detail(),
            defaults.threshold(),
            defaults.stackDepth(),
            defaults.maxSizeBytes());
    try (Trace trace = start(moment, List::of)) {
      trace.await();
      trace.stop();
    }
  }

  /** Makes a file that is deleted by {@link #deleteScratch} or when the recorder closes. */
  public Path newScratchFile(String suffix) throws IOException {
    Path file = Files.createTempFile("jtrace-", suffix);
    scratchFiles.add(file);
    return file;
  }

  /** Deletes a file made by {@link #newScratchFile}. */
  public void deleteScratch(Path file) throws IOException {
    scratchFiles.remove(file);
    Files.deleteIfExists(file);
  }

  /** Ends all traces and deletes all scratch files. */
  @Override
  public void close() throws IOException {
    closed = true;
    try {
      for (Running one : running) {
        one.end();
      }
    } finally {
      hooks.close(); // after the traces that are kept: they record until their end
    }
    for (Path file : scratchFiles) {
      deleteScratch(file);
    }
  }
}
