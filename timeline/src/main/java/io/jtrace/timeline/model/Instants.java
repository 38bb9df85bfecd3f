package io.jtrace.timeline.model;

import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;

/**
 * Things that happened at an instant, sorted by time.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Instants {
  /** What happened. */
  public enum Kind {
    /** A Java exception was created; the text is its class, the detail its message. */
    EXCEPTION("exception"),
    /** A Java error was created; the text is its class, the detail its message. */
    ERROR("error"),
    /** {@code Object.notify} or {@code notifyAll}; the text is the monitor's class. */
    NOTIFY("notify"),
    /** A virtual thread could not be given to its scheduler; the detail says why. */
    SUBMIT_FAILED("submit failed"),
    /** Compiled code was thrown away; the text is the method, the detail the reason. */
    DEOPTIMIZATION("deoptimization"),
    /** A class was loaded; the text is its name. */
    CLASS_LOAD("class load"),
    /** A message of the program; the text is the message, the detail its category. */
    LOG("log"),
    /**
     * A thread was found in a system call, by sampling: how long it was there is not known. The
     * text is the name of the call, the detail what it works on.
     */
    SYSCALL("sampled system call");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** Returns the kind's name for people, in lower case. */
    public String label() {
      return label;
    }
  }

  /** Where the instants of one kind are. */
  record Source(
      Kind kind, IntColumn threads, IntColumn stacks, IntColumn texts, IntColumn details) {}

  private final Moments moments;
  private final Source[] sources;

  Instants(Moments moments, Source... sources) {
    this.moments = moments;
    this.sources = sources;
  }

  /** Returns the number of instants. */
  public int size() {
    return moments.size();
  }

  private Source source(int instant) {
    return sources[moments.source(instant)];
  }

  /** Returns what happened. */
  public Kind kind(int instant) {
    return source(instant).kind;
  }

  /** Returns when. */
  public long nanos(int instant) {
    return moments.nanos(instant);
  }

  /** Returns the thread, or -1. */
  public int thread(int instant) {
    return source(instant).threads.at(moments.row(instant));
  }

  /** Returns the stack, or -1. */
  public int stack(int instant) {
    return source(instant).stacks.at(moments.row(instant));
  }

  /** Returns the id of the text, or -1. */
  public int text(int instant) {
    return source(instant).texts.at(moments.row(instant));
  }

  /** Returns the id of the detail, or -1. */
  public int detail(int instant) {
    return source(instant).details.at(moments.row(instant));
  }

  /** Returns the first instant at or after {@code nanos}; {@link #size} if there is none. */
  public int firstAtOrAfter(long nanos) {
    return moments.firstAtOrAfter(nanos);
  }

  /** Collects instants, in order of time. Not safe for use by several threads. */
  public static final class Builder {
    private final IntColumn.Builder kinds = new IntColumn.Builder();
    private final LongColumn.Builder times = new LongColumn.Builder();
    private final IntColumn.Builder threads = new IntColumn.Builder();
    private final IntColumn.Builder stacks = new IntColumn.Builder();
    private final IntColumn.Builder texts = new IntColumn.Builder();
    private final IntColumn.Builder details = new IntColumn.Builder();

    /** Appends an instant; ids or -1. */
    public void add(Kind kind, long nanos, int thread, int stack, int text, int detail) {
      kinds.add(kind.ordinal());
      times.add(nanos);
      threads.add(thread);
      stacks.add(stack);
      texts.add(text);
      details.add(detail);
    }

    /** Returns the instants added so far. */
    public Instants build() {
      Source[] sources = new Source[Kind.values().length];
      for (Kind kind : Kind.values()) {
        sources[kind.ordinal()] =
            new Source(kind, threads.build(), stacks.build(), texts.build(), details.build());
      }
      LongColumn nanos = times.build();
      return new Instants(Moments.inOrder(kinds.build(), nanos::at, sources.length), sources);
    }
  }
}
