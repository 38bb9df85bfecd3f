package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.ThreadDirectory;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Re-enacts recordings. The work is proportional to the number of events; nothing is kept per event
 * but columns of primitives.
 *
 * <p>Threads keep the indexes of the recording's directory as their ids. Time 0 is the start of the
 * recording; what began earlier is clipped to it, what ends later to the end.
 */
public final class Traces {
  /** Java threads that run no Java code of anybody; compilers write events only while they work. */
  private static final Pattern JVM_NAMES =
      Pattern.compile("(C1|C2|JVMCI) CompilerThread[0-9]*( .*)?|Sweeper thread");

  /**
   * Java threads whose waits no event shows: the JVM hides those of the threads that write the
   * recording, and those that serve virtual threads wait inside native code.
   */
  private static final Pattern HIDDEN_WAITERS =
      Pattern.compile("JFR .*|VirtualThread-unblocker|(Master|Sub|Read-|Write-)Poller(-[0-9]+)?");

  /** Without these a thread that records nothing need not be running. */
  private static final List<ConsumedEvent> WAITS =
      List.of(
          ConsumedEvent.THREAD_SLEEP,
          ConsumedEvent.THREAD_PARK,
          ConsumedEvent.MONITOR_ENTER,
          ConsumedEvent.MONITOR_WAIT);

  /** Fewer entries than this are replayed faster by one thread than by several. */
  private static final int WORTH_SHARING = 50_000;

  private final Recording recording;
  private final Diagnostics.Builder diagnostics;
  private final Dictionary dictionary;
  private final Lifetimes lifetimes;
  private final BitSet compilers = new BitSet();
  private final boolean areWaitsRecorded;
  private @Nullable Samples samples;
  private @Nullable Instants instants;
  private @Nullable Flows flows;

  private Traces(Recording recording) {
    this.recording = recording;
    diagnostics = Diagnostics.Builder.from(recording.diagnostics());
    dictionary = new Dictionary(recording);
    Evidence.countUnknownThreads(recording, diagnostics);
    lifetimes = new Lifetimes(recording, diagnostics);
    areWaitsRecorded = WAITS.stream().allMatch(e -> EventSettings.isEnabled(recording, e));
    EventTable compilations = recording.events(ConsumedEvent.COMPILATION);
    for (int row = 0; row < compilations.size(); row++) {
      if (compilations.thread(row) >= 0) {
        compilers.set(compilations.thread(row));
      }
    }
  }

  /** Returns the trace of {@code recording}, made with all processors. */
  public static Trace of(Recording recording) {
    boolean isSmall = recording.threadRuns().size() < WORTH_SHARING;
    return of(recording, isSmall ? 1 : Runtime.getRuntime().availableProcessors());
  }

  /**
   * Returns the trace of {@code recording}.
   *
   * @param workers how many threads make it, the calling one among them; the result is the same
   */
  public static Trace of(Recording recording, int workers) {
    return new Traces(recording).build(workers);
  }

  private Trace build(int workers) {
    Storage storage = Storage.spilling();
    StatusProofs statuses = new StatusProofs(recording, dictionary);
    SpanSource[] sources = SpanSources.of(recording, dictionary, statuses);
    Replay replay =
        new Replay(
            recording,
            lifetimes,
            runsInGaps(),
            new Reenactment.Stage(
                new Evidence(recording, statuses),
                recording.events(ConsumedEvent.NATIVE_METHOD_SAMPLE).stacks(),
                dictionary.frames(),
                dictionary.stacks()),
            List.of(
                () -> samples = MomentTables.samples(recording, storage),
                () -> instants = MomentTables.instants(recording, storage),
                () -> flows = MomentTables.flows(recording, lifetimes, storage)),
            storage);
    replay.run(workers);
    replay.countIn(diagnostics);
    LongColumn lifeEnds = replay.lifeEnds();
    Threads threads = threads(replay.lifeStarts(), lifeEnds);
    Slices slices = SliceAssembly.of(recording, dictionary);
    TraceFacts facts = FactTables.of(recording);
    Limits.count(recording, facts, diagnostics);
    return new Trace(
        facts,
        dictionary.strings(),
        dictionary.frames(),
        dictionary.stacks(),
        threads,
        replay.spans(lifeEnds, sources),
        slices,
        Objects.requireNonNull(samples),
        Objects.requireNonNull(instants),
        Objects.requireNonNull(flows),
        CounterTables.of(recording),
        recording.eventTypes(),
        diagnostics.build());
  }

  private BitSet runsInGaps() {
    BitSet result = new BitSet();
    for (int thread = 0; thread < recording.threads().size(); thread++) {
      if (runsInGaps(thread, kind(thread))) {
        result.set(thread);
      }
    }
    return result;
  }

  private Threads threads(LongColumn lifeStarts, LongColumn lifeEnds) {
    Threads.Builder threads = new Threads.Builder();
    ThreadDirectory directory = recording.threads();
    for (int thread = 0; thread < directory.size(); thread++) {
      threads.add(
          name(thread),
          directory.group(thread),
          kind(thread),
          Math.max(0, directory.javaId(thread)),
          Math.max(0, directory.osId(thread)),
          directory.jvm(thread),
          new TimeRange(lifeStarts.at(thread), lifeEnds.at(thread)));
      if (lifetimes.isStartSeen(thread)) {
        threads.startSeen(thread, lifetimes.parent(thread), lifetimes.startStack(thread));
      }
      if (lifetimes.isEndSeen(thread)) {
        threads.endSeen(thread);
      }
    }
    return threads.build();
  }

  private ThreadKind kind(int thread) {
    ThreadDirectory directory = recording.threads();
    if (directory.isVirtual(thread)) {
      return ThreadKind.VIRTUAL;
    }
    boolean isJvm =
        directory.javaId(thread) <= 0
            || compilers.get(thread)
            || JVM_NAMES.matcher(dictionary.textOrEmpty(directory.name(thread))).matches();
    return isJvm ? ThreadKind.JVM : ThreadKind.PLATFORM;
  }

  private boolean runsInGaps(int thread, ThreadKind kind) {
    return kind == ThreadKind.PLATFORM
        && areWaitsRecorded
        && !HIDDEN_WAITERS.matcher(dictionary.text(name(thread))).matches();
  }

  private int name(int thread) {
    ThreadDirectory directory = recording.threads();
    if (!dictionary.textOrEmpty(directory.name(thread)).isEmpty()) {
      return directory.name(thread);
    }
    if (!dictionary.textOrEmpty(directory.osName(thread)).isEmpty()) {
      return directory.osName(thread);
    }
    return dictionary.intern(
        directory.isVirtual(thread)
            ? "virtual-" + directory.javaId(thread)
            : "thread-" + Math.max(directory.javaId(thread), directory.osId(thread)));
  }
}
