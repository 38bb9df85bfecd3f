package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.IntColumn;
import java.util.regex.Pattern;

/**
 * What kind of thread it is that woke a virtual thread. Some threads of the JDK do nothing but pass
 * on what somebody else has done.
 *
 * <p>Immutable and safe to share between threads.
 */
final class Wakers {
  /** The part that a waker plays. */
  enum Role {
    /** Any thread: it is the one to name. */
    ORDINARY,
    /** Waits for sockets on behalf of virtual threads. */
    POLLER,
    /** Wakes whose time is up. */
    TIMER,
    /** Wakes on behalf of the JVM whoever may enter a monitor. */
    UNBLOCKER,
    /** Runs virtual threads, and wakes some by itself between two of them. */
    CARRIER
  }

  private static final Pattern POLLERS =
      Pattern.compile("(.*-)?(Read|Write|Master|Sub)-?Poller(-[0-9]+)?");
  private static final Pattern TIMERS =
      Pattern.compile("VirtualThread-unparker.*|(.*-)?[dD]elayScheduler.*");
  private static final String UNBLOCKER = "VirtualThread-unblocker";

  private static final Role[] ROLES = Role.values();
  private static final int BATCH = 1024;

  private final Recording recording;
  private final IntColumn wakers;

  /** By thread, the role; 0 where it is not asked for. */
  private final byte[] roles;

  Wakers(Recording recording) {
    this.recording = recording;
    wakers = recording.events(ConsumedEvent.VIRTUAL_THREAD_RUNNABLE).threads();
    roles = new byte[wakers.size() == 0 ? 0 : recording.threads().size()];
    if (roles.length > 0) {
      mark(recording.events(ConsumedEvent.VIRTUAL_THREAD_RUN).threads(), false);
      mark(wakers, true);
    }
  }

  private void mark(IntColumn threads, boolean isByName) {
    boolean[] isSeen = new boolean[roles.length];
    int[] batch = new int[BATCH];
    for (int from = 0; from < threads.size(); from += BATCH) {
      int count = Math.min(BATCH, threads.size() - from);
      threads.copy(from, from + count, batch);
      for (int i = 0; i < count; i++) {
        int thread = batch[i];
        if (thread >= 0 && !isSeen[thread]) {
          isSeen[thread] = true;
          Role role = isByName ? byName(thread) : Role.CARRIER;
          roles[thread] = role == Role.ORDINARY ? roles[thread] : (byte) role.ordinal();
        }
      }
    }
  }

  private Role byName(int thread) {
    String name = recording.strings().atOr(recording.threads().name(thread), "");
    if (name.equals(UNBLOCKER)) {
      return Role.UNBLOCKER;
    }
    if (POLLERS.matcher(name).matches()) {
      return Role.POLLER;
    }
    return TIMERS.matcher(name).matches() ? Role.TIMER : Role.ORDINARY;
  }

  /** Returns the thread that wrote the event in a row, or -1. */
  int waker(int row) {
    return wakers.at(row);
  }

  /** Returns what kind of thread it was. */
  Role role(int row) {
    int waker = wakers.at(row);
    return waker < 0 ? Role.ORDINARY : ROLES[roles[waker]];
  }
}
