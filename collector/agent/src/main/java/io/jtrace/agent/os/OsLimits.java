package io.jtrace.agent.os;

/** Takes what keeps the data from being complete; see {@code jtrace.Limit} in docs/events.md. */
@FunctionalInterface
public interface OsLimits {

  /** Takes one: the event concerned, what limits it, the value in force, a sentence for people. */
  void add(String event, String setting, String value, String reason);
}
