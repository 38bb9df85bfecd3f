package io.jtrace.agent.dump;

import io.jtrace.agent.dump.DumpedThread.LockUse;
import java.util.HashMap;
import java.util.Map;

/** Which thread holds which monitor. */
final class LockOwners {

  private final Map<String, Long> owners = new HashMap<>();

  /** Notes what a thread holds. */
  void add(DumpedThread thread) {
    for (LockUse use : thread.locks()) {
      if (thread.holds(use)) {
        owners.put(use.lock(), thread.id());
      }
    }
  }

  /** Returns the owner that is known of, or 0. */
  long of(LockUse use) {
    return use.ownerId() != 0 ? use.ownerId() : owners.getOrDefault(use.lock(), 0L);
  }
}
