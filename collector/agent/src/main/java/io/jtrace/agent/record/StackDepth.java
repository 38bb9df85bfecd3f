package io.jtrace.agent.record;

import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * The number of frames JFR keeps of a stack: one value for the whole JVM.
 *
 * <p>It may only be changed before the flight recorder exists. Later the JDK either refuses or, on
 * JDK 17, accepts the value and writes past buffers that were made for the old one, which kills the
 * process; so this class never tries. There is no public way to set it from within; the agent opens
 * the internal one to itself, a library cannot.
 */
final class StackDepth {

  private static final int DEFAULT_DEPTH = 64;
  private static final Pattern FLAG =
      Pattern.compile("-XX:FlightRecorderOptions.*\\bstackdepth=([0-9]+).*");

  private final @Nullable Instrumentation instrumentation;

  StackDepth(@Nullable Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * Sets the depth if that is still possible.
   *
   * @return why it was not possible, empty if it is in force now
   */
  Optional<String> request(int depth) {
    if (inForce() == depth) {
      return Optional.empty();
    }
    if (FlightRecorder.isInitialized()) {
      return Optional.of("JFR had started before and cannot change it any more");
    }
    Optional<Integer> flag = fromFlag();
    if (flag.isPresent()) {
      return Optional.of("-XX:FlightRecorderOptions sets it");
    }
    if (instrumentation == null) {
      return Optional.of("only the agent or -XX:FlightRecorderOptions=stackdepth can set it");
    }
    try {
      options().getMethod("setStackDepth", Integer.class).invoke(null, depth);
      return Optional.empty();
    } catch (ReflectiveOperationException | RuntimeException refused) {
      return Optional.of("this JDK does not let it be set: " + refused);
    }
  }

  /** Returns the depth in force, as far as it can be known. */
  int inForce() {
    if (instrumentation != null) {
      try {
        return (int) options().getMethod("getStackDepth").invoke(null);
      } catch (ReflectiveOperationException | RuntimeException hidden) {
        return fromFlag().orElse(DEFAULT_DEPTH);
      }
    }
    return fromFlag().orElse(DEFAULT_DEPTH);
  }

  private Class<?> options() throws ReflectiveOperationException {
    Instrumentation opener = instrumentation;
    if (opener == null) {
      throw new IllegalAccessException("no instrumentation");
    }
    String internals = "jdk.jfr.internal";
    opener.redefineModule(
        FlightRecorder.class.getModule(),
        Set.of(),
        Map.of(internals, Set.of(StackDepth.class.getModule())),
        Map.of(),
        Set.of(),
        Map.of());
    return Class.forName(internals + ".Options");
  }

  private static Optional<Integer> fromFlag() {
    Optional<Integer> depth = Optional.empty();
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      Matcher matcher = FLAG.matcher(argument);
      if (matcher.matches()) {
        depth = Optional.of(Integer.valueOf(matcher.group(1)));
      }
    }
    return depth;
  }
}
