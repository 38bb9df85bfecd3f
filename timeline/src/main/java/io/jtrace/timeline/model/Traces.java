package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.ThreadDirectory;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

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

  private final Recording recording;
  private final Diagnostics.Builder diagnostics;
  private final Dictionary dictionary;
  private final StatusProofs statuses;
  private final Evidence evidence;
  private final Lifetimes lifetimes;
  private final BitSet compilers = new BitSet();
  private final boolean areWaitsRecorded;

  private Traces(Recording recording) {
    this.recording = recording;
    diagnostics = Diagnostics.Builder.from(recording.diagnostics());
    dictionary = new Dictionary(recording);
    statuses = new StatusProofs(recording, dictionary);
    evidence = Evidence.of(recording, statuses, diagnostics);
    lifetimes = new Lifetimes(recording, diagnostics);
    areWaitsRecorded = WAITS.stream().allMatch(e -> EventSettings.isEnabled(recording, e));
    EventTable compilations = recording.events(ConsumedEvent.COMPILATION);
    for (int row = 0; row < compilations.size(); row++) {
      if (compilations.thread(row) >= 0) {
        compilers.set(compilations.thread(row));
      }
    }
  }

  /** Returns the trace of {@code recording}. */
  public static Trace of(Recording recording) {
    return new Traces(recording).build();
  }

  private Trace build() {
    Threads.Builder threads = new Threads.Builder();
    Reenactment reenactment =
        new Reenactment(recording, evidence, statuses, dictionary, diagnostics);
    for (int thread = 0; thread < recording.threads().size(); thread++) {
      ThreadKind kind = kind(thread);
      TimeRange lifetime = lifetimes.of(thread, evidence);
      boolean startSeen = lifetimes.isStartSeen(thread);
      boolean endSeen = lifetimes.isEndSeen(thread);
      add(threads, thread, kind, lifetime);
      boolean runsInGaps = runsInGaps(thread, kind);
      reenactment.replay(thread, runsInGaps, lifetime, startSeen, endSeen);
    }
    Slices slices = SliceAssembly.of(recording, dictionary);
    TraceFacts facts = FactTables.of(recording);
    Limits.count(recording, facts, diagnostics);
    return new Trace(
        facts,
        dictionary.strings(),
        dictionary.frames(),
        dictionary.stacks(),
        threads.build(),
        reenactment.spans(),
        slices,
        MomentTables.samples(recording),
        MomentTables.instants(recording),
        MomentTables.flows(recording, lifetimes),
        CounterTables.of(recording),
        recording.eventTypes(),
        diagnostics.build());
  }

  private void add(Threads.Builder threads, int thread, ThreadKind kind, TimeRange lifetime) {
    ThreadDirectory directory = recording.threads();
    threads.add(
        name(thread),
        directory.group(thread),
        kind,
        Math.max(0, directory.javaId(thread)),
        Math.max(0, directory.osId(thread)),
        directory.jvm(thread),
        lifetime);
    if (lifetimes.isStartSeen(thread)) {
      threads.startSeen(thread, lifetimes.parent(thread), lifetimes.startStack(thread));
    }
    if (lifetimes.isEndSeen(thread)) {
      threads.endSeen(thread);
    }
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
