package io.jtrace.agent.trigger;

import io.jtrace.agent.options.Trigger;

/**
 * Something for which a trace is saved.
 *
 * @param reason what happened, in a sentence
 */
record Incident(Trigger trigger, String reason) {

  /** Takes incidents, from any thread; does not block. */
  interface Listener {
    void happened(Trigger trigger, String reason);
  }
}
