package io.jtrace.timeline.analysis;

/** What may stand out in a trace, with what makes it stand out and what it means. */
public enum FindingKind {
  DEADLOCK(
      "deadlock",
      "Deadlock",
      "threads that were seen to wait for each other's locks in a circle",
      "None of these threads can ever go on. What they hold is lost to all others."),
  LOCK_CONVOY(
      "lockConvoy",
      "Many threads waited for one lock",
      LockFindings.CONVOY + " or more threads at once, and more than 1 % of the time together",
      "While one thread holds the lock the others stand still. Hold it for less time, or split it."),
  PINNING(
      "pinning",
      "Virtual threads pinned",
      "one that took 10 ms or longer, or that kept others from running for 1 ms",
      "A virtual thread that waits while it is pinned keeps its carrier, which runs no other one."),
  RUNNABLE_BACKLOG(
      "runnableBacklog",
      "More runnable threads than processors",
      "for more than 1 % of the time",
      "Threads that could go on wait for a processor: the machine, or the container, is too small."),
  LONG_PAUSES(
      "longPauses",
      "Long GC pauses",
      "10 ms or longer",
      "All Java threads stand still in a pause. Its cause and its phases are on the page GC."),
  TIME_TO_SAFEPOINT(
      "timeToSafepoint",
      "Slow to reach a safepoint",
      "5 ms or longer until all threads stood still",
      "All wait for the slowest thread. Which one that is JFR does not record: look for long loops"
          + " or copies of arrays in threads that ran meanwhile."),
  EXECUTOR_BACKLOG(
      "executorBacklog",
      "Tasks waited for a thread of an executor",
      "more than 1 % of them for 10 ms or longer",
      "All threads of the executor were busy. It needs more of them, or shorter tasks."),
  POOL_EXHAUSTED(
      "poolExhausted",
      "Waited for a connection of a pool",
      "once 10 ms or longer",
      "All connections were in use. Look who kept them, before the pool is made larger."),
  SLOW_HOST(
      "slowHost",
      "Slow answers",
      "a read or connect of 100 ms or longer, from a port below 32768",
      "Threads waited for this peer. A connection that is read ahead of any answer looks the same."),
  THREAD_CHURN(
      "threadChurn",
      "Many platform threads started",
      ThreadFindings.CHURN + " or more, and as many a second",
      "Starting a platform thread costs some 50 to 100 \u00b5s and a stack. A pool, or virtual threads, cost"
          + " less."),
  THROTTLED(
      "throttled",
      "Container throttled",
      "for more than 1 % of the time",
      "The container had used up its share of processors, and all its threads stood still."),
  EXCEPTION_STORM(
      "exceptionStorm",
      "Many exceptions",
      ThreadFindings.STORM + " or more, and as many a second",
      "An exception costs its stack trace, even where it is caught.");

  private final String key;
  private final String heading;
  private final String threshold;
  private final String explanation;

  FindingKind(String key, String heading, String threshold, String explanation) {
    this.key = key;
    this.heading = heading;
    this.threshold = threshold;
    this.explanation = explanation;
  }

  /** Returns the name in JSON. */
  public String key() {
    return key;
  }

  /** Returns what it is, as a heading. */
  public String heading() {
    return heading;
  }

  /** Returns from what on it is told, as the end of a sentence. */
  public String threshold() {
    return threshold;
  }

  /** Returns what it means, in one or two sentences. */
  public String explanation() {
    return explanation;
  }
}
