package io.jtrace.agent.record;

import java.lang.instrument.Instrumentation;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * What is done when the program ends, what was added last first. Only then JFR may end, too. Thread
 * safe.
 */
final class ExitWork {

  private final @Nullable Instrumentation instrumentation;
  private final ConcurrentLinkedDeque<Runnable> work = new ConcurrentLinkedDeque<>();
  private boolean isHooked; // guarded by this, as is the next
  private Optional<String> refused = Optional.empty();

  ExitWork(@Nullable Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * Adds something; JFR must have started.
   *
   * @return why it cannot be done; empty if it will be
   */
  synchronized Optional<String> add(Runnable one) {
    work.addFirst(one);
    if (!isHooked) {
      isHooked = true;
      refused = JfrExit.runBefore(() -> work.forEach(Runnable::run), instrumentation);
    }
    return refused;
  }
}
