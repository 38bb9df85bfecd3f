package io.jtrace.agent.spi;

/** A profile that is made from a recording. */
public enum RecordedProfile {
  /**
   * Samples of code on processors, by thread and labels: {@code samples}, and {@code cpu} where
   * known.
   */
  CPU,

  /**
   * Sampled allocations by the label {@code class}: {@code samples} and the {@code bytes} they
   * stand for.
   */
  ALLOCATIONS,

  /** Waits for each other, by who waited: {@code contentions} and {@code delay}. */
  BLOCK,

  /**
   * Waits for locks, by who held them where that was seen: {@code contentions} and {@code delay}.
   */
  MUTEX,

  /** Platform threads that were started, by who started them: {@code threadcreate}. */
  THREADS_STARTED
}
