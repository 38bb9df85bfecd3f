package io.jtrace.agent.os;

import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A program with an agent of its own, which records itself: arguments are options, a file and what
 * to do.
 */
final class KnownProgram {

  private static final AtomicReference<@Nullable Instrumentation> INSTRUMENTATION =
      new AtomicReference<>();

  private KnownProgram() {}

  /** Called by the JVM. */
  public static void premain(String argument, Instrumentation instrumentation) {
    INSTRUMENTATION.set(instrumentation);
  }

  /** Prints name and id of each known thread. */
  public static void main(String[] arguments) throws Exception {
    KnownThreads threads = new KnownThreads(3);
    Recorded.Body body =
        arguments[2].equals("spin") ? threads::spin : () -> threads.handOver(100_000);
    Recorded.trace(arguments[0], INSTRUMENTATION.get(), Path.of(arguments[1]), 500, body);
    threads.osThreadIds().forEach((name, id) -> System.out.println(name + " " + id));
  }
}
