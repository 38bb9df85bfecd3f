package io.jtrace.agent.heap;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Exact objects and bytes of each class on the heap.
 *
 * @param stopNanos how long the program stood still for it, at most
 */
public record ClassHistogram(Map<String, Usage> classes, long stopNanos) {

  /** Objects of one class. */
  record Usage(long objects, long bytes) {
    static final Usage NONE = new Usage(0, 0);
  }

  private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
  private static final Pattern ROW =
      Pattern.compile("\\s*[0-9]+:\\s+([0-9]{1,18})\\s+([0-9]{1,18})\\s+(\\S+).*");

  /** Copies the map. */
  public ClassHistogram {
    classes = Map.copyOf(classes);
  }

  /** Nothing: what there was before anything. */
  public static ClassHistogram none() {
    return new ClassHistogram(Map.of(), 0);
  }

  /**
   * Takes the histogram, for which the JVM stops the program and walks the heap.
   *
   * @param collectFirst whether to collect garbage before; else garbage counts too
   * @throws IOException if this JVM has no such command
   */
  public static ClassHistogram take(boolean collectFirst) throws IOException {
    String[] arguments = collectFirst ? new String[0] : new String[] {"-all"};
    long startNanos = System.nanoTime();
    try {
      Object text =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName(COMMANDS),
                  "gcClassHistogram",
                  new Object[] {arguments},
                  new String[] {String[].class.getName()});
      return new ClassHistogram(parse(String.valueOf(text)), System.nanoTime() - startNanos);
    } catch (JMException refused) {
      throw new IOException("this JVM gives no class histogram: " + refused.getMessage(), refused);
    }
  }

  static Map<String, Usage> parse(String text) {
    Map<String, Usage> classes = new LinkedHashMap<>();
    text.lines()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .forEach(
            row ->
                classes.merge(
                    ClassName.readable(row.group(3)),
                    new Usage(Long.parseLong(row.group(1)), Long.parseLong(row.group(2))),
                    (one, other) ->
                        new Usage(one.objects() + other.objects(), one.bytes() + other.bytes())));
    return classes;
  }

  Usage of(String className) {
    return classes.getOrDefault(className, Usage.NONE);
  }

  /** Returns the bytes of all objects. */
  public long totalBytes() {
    return classes.values().stream().mapToLong(Usage::bytes).sum();
  }
}
