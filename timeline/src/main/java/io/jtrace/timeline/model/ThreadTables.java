package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.jfr.ThreadDirectory;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/** Finds out what kind of thread each is, and builds the table of threads. */
final class ThreadTables {
  private static final ThreadKind[] KINDS = ThreadKind.values();

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
  private final ThreadDirectory directory;
  private final Dictionary dictionary;
  private final Storage storage;
  private final Threads.Builder builder;
  private final byte[] kinds;
  private final BitSet runInGaps = new BitSet();

  ThreadTables(Recording recording, Dictionary dictionary, Storage storage) {
    this.recording = recording;
    this.dictionary = dictionary;
    this.storage = storage;
    builder = new Threads.Builder(storage);
    directory = recording.threads();
    kinds = new byte[directory.size()];
  }

  /** Finds out what kind of thread each is. */
  void classify() {
    BitSet compilers = new BitSet();
    EventTable compilations = recording.events(ConsumedEvent.COMPILATION);
    for (int row = 0; row < compilations.size(); row++) {
      if (compilations.thread(row) >= 0) {
        compilers.set(compilations.thread(row));
      }
    }
    boolean areWaitsRecorded = WAITS.stream().allMatch(e -> EventSettings.isEnabled(recording, e));
    for (int thread = 0; thread < kinds.length; thread++) {
      ThreadKind kind = kind(thread, compilers);
      kinds[thread] = (byte) kind.ordinal();
      if (kind == ThreadKind.PLATFORM && areWaitsRecorded && !isHiddenWaiter(thread)) {
        runInGaps.set(thread);
      }
    }
  }

  private ThreadKind kind(int thread, BitSet compilers) {
    if (directory.isVirtual(thread)) {
      return ThreadKind.VIRTUAL;
    }
    boolean isJvm =
        directory.javaId(thread) <= 0
            || compilers.get(thread)
            || JVM_NAMES.matcher(dictionary.textOrEmpty(directory.name(thread))).matches();
    return isJvm ? ThreadKind.JVM : ThreadKind.PLATFORM;
  }

  private boolean isHiddenWaiter(int thread) {
    int name = recordedName(thread);
    return HIDDEN_WAITERS.matcher(dictionary.textOrEmpty(name)).matches();
  }

  /** Returns the id of the Java name, else of the operating system's, else -1. */
  private int recordedName(int thread) {
    int name = directory.name(thread);
    if (!dictionary.textOrEmpty(name).isEmpty()) {
      return name;
    }
    return dictionary.textOrEmpty(directory.osName(thread)).isEmpty()
        ? -1
        : directory.osName(thread);
  }

  /** Returns the threads that ran, or wanted to, between two certain moments without a wait. */
  BitSet runInGaps() {
    return runInGaps;
  }

  /**
   * Fills the table of threads, all but their lifetimes. Virtual threads that have no name get one
   * from their ids; these names are the last that the dictionary takes.
   */
  void fill(Lifetimes lifetimes) {
    LongColumn.Appender unnamed = new LongColumn.Appender(storage);
    int[] names = names();
    int firstUnnamed = dictionary.size();
    for (int thread = 0; thread < kinds.length; thread++) {
      int name = names[thread];
      if (name < 0) {
        name = firstUnnamed + unnamed.size();
        unnamed.add(directory.javaId(thread));
      }
      add(thread, name, lifetimes);
    }
    dictionary.addNumbered("virtual-", unnamed.build());
  }

  /** Returns the id of the name of each thread, -1 for virtual threads without one. */
  private int[] names() {
    int[] names = new int[kinds.length];
    for (int thread = 0; thread < names.length; thread++) {
      names[thread] = recordedName(thread);
      if (names[thread] < 0 && !directory.isVirtual(thread)) {
        long id = Math.max(directory.javaId(thread), directory.osId(thread));
        names[thread] = dictionary.intern("thread-" + id);
      }
    }
    return names;
  }

  private void add(int thread, int name, Lifetimes lifetimes) {
    builder.add(
        name,
        directory.group(thread),
        KINDS[kinds[thread]],
        Math.max(0, directory.javaId(thread)),
        Math.max(0, directory.osId(thread)),
        directory.jvm(thread));
    if (lifetimes.isStartSeen(thread)) {
      builder.startSeen(thread, lifetimes.parent(thread), lifetimes.startStack(thread));
    }
    if (lifetimes.isEndSeen(thread)) {
      builder.endSeen(thread);
    }
  }

  /** Returns the threads, which live from {@code starts} to {@code ends}. */
  Threads build(LongColumn starts, LongColumn ends) {
    return builder.build(starts, ends);
  }
}
