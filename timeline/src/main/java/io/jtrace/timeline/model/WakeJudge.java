package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;

/**
 * Finds out who woke a virtual thread. Mostly it is the thread that wrote the wake-up. But the JVM
 * wakes whoever may enter a monitor in a thread of its own: then the monitor's event names the
 * thread that let go. And a carrier wakes the thread that it has just run when that yielded, or had
 * been unparked before it parked: that is nobody's doing.
 *
 * <p>Not safe for use by several threads.
 */
final class WakeJudge {
  private static final int MONITOR_ENTER = ConsumedEvent.MONITOR_ENTER.ordinal();
  private static final int MONITOR_WAIT = ConsumedEvent.MONITOR_WAIT.ordinal();

  private final Wakers wakers;
  private final Evidence evidence;
  private final LinkWriter links;
  private final IntColumn woken;
  private final IntColumn carriers;
  private final LongColumn runStarts;
  private final LongColumn runDurations;
  private final IntColumn owners;
  private final IntColumn notifiers;
  private final IntColumn unparkers;
  private final LongColumn unparkTimes;
  private Diagnostics.Builder diagnostics = new Diagnostics.Builder();
  private int waitCode;
  private int waitRow;
  private int source;
  private int sourceRow;

  WakeJudge(Stage stage, LinkWriter links) {
    Recording recording = stage.recording();
    wakers = stage.wakers();
    evidence = stage.evidence();
    this.links = links;
    woken = recording.events(ConsumedEvent.VIRTUAL_THREAD_RUNNABLE).ids("virtualThread");
    carriers = recording.events(ConsumedEvent.VIRTUAL_THREAD_RUN).threads();
    runStarts = recording.events(ConsumedEvent.VIRTUAL_THREAD_RUN).starts();
    runDurations = recording.events(ConsumedEvent.VIRTUAL_THREAD_RUN).durations();
    owners = recording.events(ConsumedEvent.MONITOR_ENTER).ids("previousOwner");
    notifiers = recording.events(ConsumedEvent.MONITOR_WAIT).ids("notifier");
    unparkers = recording.events(ConsumedEvent.UNPARK).threads();
    unparkTimes = recording.events(ConsumedEvent.UNPARK).starts();
  }

  void countIn(Diagnostics.Builder ledger) {
    diagnostics = ledger;
  }

  /** Returns whether a wake-up is that of {@code thread}, rather than by it. */
  boolean isWoken(int row, int thread) {
    return woken.at(row) == thread;
  }

  /** Returns the source of a span in which the thread judged last was runnable. */
  int source() {
    return source;
  }

  /** Returns the row of that span. */
  int sourceRow() {
    return sourceRow;
  }

  /**
   * Says in which operation the thread waits that is judged next.
   *
   * @param code of an entry, any where there is none
   * @param row of the entry, or -1
   */
  void waitedIn(int code, int row) {
    waitCode = code;
    waitRow = row;
  }

  /**
   * Judges a wake-up, and draws the flow if there is one.
   *
   * @param row of the wake-up
   * @param nanos from when on the thread was runnable
   * @param isStart whether the thread began with it
   * @param reason why the thread was waiting
   * @param lastRun the run before, or -1
   */
  void judge(int thread, int row, long nanos, boolean isStart, StopReason reason, int lastRun) {
    source = SpanSources.RUNNABLE;
    sourceRow = 0;
    int waker = wakers.waker(row);
    if (reason == StopReason.YIELDED || waker < 0) {
      return;
    }
    Flows.Kind kind = isStart ? Flows.Kind.START : Flows.Kind.UNPARK;
    switch (wakers.role(waker)) {
      case UNBLOCKER -> {
        letGo(thread, nanos, reason);
        return;
      }
      case POLLER -> kind = Flows.Kind.NETWORK;
      case TIMER -> kind = Flows.Kind.TIMER;
      default -> {
        boolean isSelf = waker == thread || isCarrierAtOnce(waker, lastRun, nanos);
        boolean isCarrier = isSelf || wakers.role(waker) == Wakers.Role.CARRIER;
        if (isCarrier && reason.isTimed()) {
          kind = Flows.Kind.TIMER;
        } else if (isSelf && !isStart) {
          return;
        }
      }
    }
    source = SpanSources.WOKEN;
    sourceRow = row;
    links.wake(kind, waker, nanos, thread, nanos);
  }

  /**
   * Returns whether the waker has just run the thread and done nothing else since. Else it wakes
   * for another: a subtask that ended there, for example, and was the last that the thread waits
   * for.
   */
  private boolean isCarrierAtOnce(int waker, int lastRun, long nanos) {
    return lastRun >= 0
        && waker == carriers.at(lastRun)
        && !evidence.hasEventIn(
            waker, runStarts.at(lastRun) + runDurations.at(lastRun), nanos, true);
  }

  private void letGo(int thread, long nanos, StopReason reason) {
    int code = waitRow < 0 ? -1 : waitCode;
    boolean isWait = reason == StopReason.WAITING || reason == StopReason.TIMED_WAIT;
    int other = -1;
    if (code == MONITOR_ENTER) {
      other = owners.at(waitRow);
      source = SpanSources.WOKEN_BY_OWNER;
    } else if (code == MONITOR_WAIT && isWait) {
      other = notifiers.at(waitRow);
      source = SpanSources.WOKEN_BY_NOTIFIER;
    }
    if (other < 0) {
      source = SpanSources.RUNNABLE;
      diagnostics.count(
          Diagnostic.LIMIT,
          "who let go of a monitor is not always recorded: virtual threads woken without a waker");
      return;
    }
    sourceRow = waitRow;
    Flows.Kind kind = code == MONITOR_WAIT ? Flows.Kind.NOTIFY : Flows.Kind.MONITOR_HANDOVER;
    links.wake(kind, other, nanos, thread, nanos);
  }

  /** A virtual thread that cannot leave its carrier is woken through the carrier. */
  void unparkedWhilePinned(int thread, int carrier, long start, long end) {
    int unpark = carrier < 0 ? -1 : evidence.firstUnpark(carrier, start, end);
    if (unpark >= 0 && unparkers.at(unpark) >= 0) {
      links.wake(Flows.Kind.UNPARK, unparkers.at(unpark), unparkTimes.at(unpark), thread, end);
    }
  }
}
