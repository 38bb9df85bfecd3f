package io.jtrace.agent.record;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What JFR does when the program ends. Its shutdown hook ends all recordings and deletes their
 * data, at the same time as the hooks of others run; whoever still wants to write an event, or to
 * end a recording, loses that race. So the agent takes JFR's hook out and runs it after its own
 * work.
 */
final class JfrExit {
  private static final String HOOK_NAME = "JFR Shutdown Hook";

  private JfrExit() {}

  /** Whether the program is ending, and JFR may have ended already. */
  static boolean isNear() {
    try {
      Runtime.getRuntime().removeShutdownHook(Thread.currentThread());
      return false;
    } catch (IllegalStateException exiting) {
      return true;
    }
  }

  /**
   * Runs {@code work} when the program ends, and what JFR does at exit after it. JFR must have
   * started.
   *
   * @return why that is not possible; empty if it will be done
   */
  static Optional<String> runBefore(Runnable work, @Nullable Instrumentation instrumentation) {
    if (instrumentation == null) {
      return Optional.of("needs jtrace.jar as -javaagent");
    }
    try {
      Optional<Thread> ofJfr =
          hooks(instrumentation).stream()
              .filter(thread -> thread.getName().equals(HOOK_NAME))
              .findFirst();
      if (ofJfr.isEmpty() || !Runtime.getRuntime().removeShutdownHook(ofJfr.get())) {
        return Optional.of("this JDK ends JFR in an unknown way");
      }
      Thread ours = new Thread(null, () -> run(work, ofJfr.get()), "jtrace-trace-exit", 0, false);
      Runtime.getRuntime().addShutdownHook(ours);
      return Optional.empty();
    } catch (ReflectiveOperationException | RuntimeException refused) {
      return Optional.of("this JDK does not let the end of JFR wait: " + refused);
    }
  }

  private static List<Thread> hooks(Instrumentation instrumentation)
      throws ReflectiveOperationException {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.lang", Set.of(JfrExit.class.getModule())),
        Set.of(),
        Map.of());
    Field field = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
    field.setAccessible(true);
    return field.get(null) instanceof Map<?, ?> hooks
        ? hooks.keySet().stream().filter(Thread.class::isInstance).map(Thread.class::cast).toList()
        : List.of();
  }

  private static void run(Runnable work, Thread ofJfr) {
    try {
      work.run();
    } finally {
      ofJfr.start();
      join(ofJfr);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
