package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.Stacks;
import java.util.BitSet;

/** What the replays of all threads share. */
record Stage(
    Recording recording,
    Evidence evidence,
    LockWaits lockWaits,
    TracedMethods traced,
    Wakers wakers,
    OnCpu onCpu,
    BitSet runsInGaps,
    Frames frames,
    Stacks stacks) {
  /** Returns the runs of virtual threads. */
  EventTable runs() {
    return recording.events(ConsumedEvent.VIRTUAL_THREAD_RUN);
  }
}
