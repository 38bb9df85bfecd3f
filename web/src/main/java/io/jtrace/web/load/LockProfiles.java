package io.jtrace.web.load;

import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.StackProfile.ValueType;
import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.Strings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Waits for each other, seen from who waits ({@code block}) or who is waited for ({@code mutex}).
 */
final class LockProfiles {

  private static final ValueType CONTENTIONS = new ValueType("contentions", "count");
  private static final String LOCKS = "java.util.concurrent.locks.";

  private final Recording recording;
  private final long shortestNanos;
  private final StackProfile profile;
  private final StackCopies stacks;

  private LockProfiles(Recording recording, long shortestNanos) {
    this.recording = recording;
    this.shortestNanos = shortestNanos;
    profile =
        new StackProfile(
            List.of(CONTENTIONS, new ValueType("delay", "nanoseconds")), CONTENTIONS, 1);
    stacks = new StackCopies(recording, profile);
  }

  static StackProfile block(Recording recording, long shortestNanos) {
    LockProfiles profiles = new LockProfiles(recording, shortestNanos);
    profiles.block(ConsumedEvent.MONITOR_ENTER, "monitorClass", "monitor enter");
    profiles.block(ConsumedEvent.MONITOR_WAIT, "monitorClass", "wait");
    profiles.block(ConsumedEvent.THREAD_PARK, "parkedClass", "park");
    return profiles.profile;
  }

  private void block(ConsumedEvent event, String subject, String operation) {
    EventTable waits = recording.events(event);
    for (int row = 0; row < waits.size(); row++) {
      if (waits.durationNanos(row) < shortestNanos) {
        continue;
      }
      Map<String, String> labels = labels(waits, row, subject);
      labels.put("operation", operation);
      profile.add(stacks.of(waits.stack(row)), labels, 1, waits.durationNanos(row));
    }
  }

  private Map<String, String> labels(EventTable waits, int row, String subject) {
    Map<String, String> labels = new TreeMap<>();
    int name = waits.id(subject, row);
    if (name != Strings.NONE) {
      labels.put("lock", recording.strings().at(name));
    }
    return labels;
  }

  /**
   * JFR names who held a monitor, but not where; so that is looked for in what else it did then.
   */
  static StackProfile mutex(Recording recording, long shortestNanos) {
    LockProfiles profiles = new LockProfiles(recording, shortestNanos);
    ThreadStacks holders = ThreadStacks.of(recording);
    long[] seen = new long[2];
    EventTable monitors = recording.events(ConsumedEvent.MONITOR_ENTER);
    for (int row = 0; row < monitors.size(); row++) {
      int holder = monitors.id("previousOwner", row);
      profiles.contention(
          monitors, row, "monitorClass", holders.during(holder, monitors, row), seen);
    }
    EventTable parks = recording.events(ConsumedEvent.THREAD_PARK);
    LockOwners owners = new LockOwners(recording);
    for (int row = 0; row < parks.size(); row++) {
      int holder = owners.ofPark(parks, row);
      if (holder != LockOwners.UNKNOWN || profiles.isLock(parks.id("parkedClass", row))) {
        profiles.contention(parks, row, "parkedClass", holders.during(holder, parks, row), seen);
      }
    }
    profiles.profile.comment(
        seen[0]
            + " of "
            + (seen[0] + seen[1])
            + " waits have the stack of who held the lock (label stack=holder), the others that of"
            + " who waited (stack=waiter)");
    return profiles.profile;
  }

  /** Conditions, semaphores and latches park too, but nobody holds them. */
  private boolean isLock(int className) {
    return className != Strings.NONE
        && (recording.strings().at(className).startsWith(LOCKS + "ReentrantLock")
            || recording.strings().at(className).startsWith(LOCKS + "ReentrantReadWriteLock"));
  }

  private void contention(EventTable waits, int row, String subject, int holder, long[] seen) {
    if (waits.durationNanos(row) < shortestNanos) {
      return;
    }
    boolean isSeen = holder != ThreadStacks.NOT_SEEN;
    seen[isSeen ? 0 : 1]++;
    Map<String, String> labels = labels(waits, row, subject);
    labels.put("stack", isSeen ? "holder" : "waiter");
    profile.add(stacks.of(isSeen ? holder : waits.stack(row)), labels, 1, waits.durationNanos(row));
  }
}
