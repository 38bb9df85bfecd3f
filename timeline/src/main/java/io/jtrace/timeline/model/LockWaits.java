package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Stacks;
import java.util.Arrays;

/**
 * What threads that park for a lock of java.util.concurrent were waiting for. The recorder writes
 * {@code jtrace.LockWait} just before such a park; the park's own event names the lock's internals
 * at best, and parks of virtual threads have no event.
 *
 * <p>Each lock wait belongs to one thread, so workers that replay different threads may share this.
 */
final class LockWaits {
  private final EventTable waits;
  private final EventTable parks;

  /** By lock wait, the park that followed, or -1. */
  private final int[] parkRows;

  LockWaits(Recording recording) {
    waits = recording.events(ConsumedEvent.LOCK_WAIT);
    parks = recording.events(ConsumedEvent.THREAD_PARK);
    parkRows = new int[waits.size()];
    Arrays.fill(parkRows, -1);
  }

  /** Says that the park in the row {@code park} was the one of a lock wait. */
  void parked(int wait, int park) {
    parkRows[wait] = park;
  }

  /** Returns the park that followed a lock wait, which must be known. */
  int park(int wait) {
    return parkRows[wait];
  }

  /** Returns the source of the parks; rows are those of lock waits. */
  SpanSource source(Dictionary dictionary) {
    int name = dictionary.intern(Operation.PARK.label());
    IntColumn locks = waits.ids("lock");
    IntColumn owners = waits.ids("owner");
    LongColumn addresses = waits.numbers("address");
    IntColumn stacks = parks.stacks();
    LongColumn timeouts = parks.numbers("timeout");
    return new SpanSource(
        Operation.PARK.state(),
        false,
        row -> name,
        locks::at,
        row -> parkRows[row] < 0 ? Stacks.NONE : stacks.at(parkRows[row]),
        owners::at,
        row -> parkRows[row] < 0 ? 0 : Math.max(0, timeouts.at(parkRows[row])),
        addresses::at,
        row -> false);
  }
}
