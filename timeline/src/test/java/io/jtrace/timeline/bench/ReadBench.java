package io.jtrace.timeline.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares readers on the same recordings in the same run. Readers take turns, so that what else
 * the machine does hits all alike.
 *
 * <p>Every figure comes from a JVM of its own: whole processes, warm passes, memory.
 */
public final class ReadBench {
  private static final List<String> READERS =
      List.of("jtrace-events", "jtrace-model", "jdk", "jmc", "async-profiler");

  /** Of the first table. */
  static final List<String> COLUMNS =
      List.of(
          "file",
          "reader",
          "process: CPU s",
          "wall s",
          "peak RSS MiB",
          "warm pass: CPU s",
          "MB/s a core",
          "M events/s a core",
          "times CPU of jtrace-events: process",
          "warm",
          "wall on 1 core / on 2",
          "heap B/event",
          "-Xmx512m: CPU s / RSS MiB");

  private static final List<String> WORK_COLUMNS =
      List.of("file", "reader", "events", "waits", "ns of waits", "thread ids", "frame name chars");

  private final List<String> readers;
  private final Child child;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<List<String>> work = new ArrayList<>();

  private ReadBench(List<String> readers, Child child) {
    this.readers = readers;
    this.child = child;
  }

  /**
   * Runs.
   *
   * @param arguments options of the measured JVMs (all that begin with {@code -}), {@code
   *     readers=a,b} to leave others out, and files
   */
  public static void main(String[] arguments) throws Exception {
    long memoryBytes =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    List<String> options = new ArrayList<>(List.of("-Xmx" + memoryBytes / 2 / (1 << 20) + "m"));
    List<String> readers = READERS;
    List<Path> files = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.startsWith("-")) {
        options.add(argument);
      } else if (argument.startsWith("readers=")) {
        readers = List.of(argument.substring("readers=".length()).split(",", -1));
      } else {
        files.add(Path.of(argument));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "JDK %s, %d processors, %d MiB of memory, %s%n",
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors(),
        memoryBytes >> 20,
        String.join(" ", options));
    ReadBench bench = new ReadBench(readers, new Child(options));
    for (Path file : files) {
      bench.measure(Plan.of(file));
    }
    Markdown.print(COLUMNS, bench.rows);
    Markdown.print(WORK_COLUMNS, bench.work);
  }

  private void measure(Plan plan) throws IOException, InterruptedException {
    List<Measured> all = readers.stream().map(r -> new Measured(plan, r, child)).toList();
    for (int process = 0; process < plan.processes(); process++) {
      for (Measured measured : all) {
        measured.measureProcess();
      }
    }
    for (Measured measured : all) {
      measured.measurePasses();
    }
    for (Measured measured : all) {
      measured.measureCores();
      measured.measureMemory();
    }
    all.forEach(measured -> rows.add(measured.row(all.get(0))));
    all.forEach(measured -> work.add(measured.work()));
    System.err.println(plan.name() + " is done");
  }
}
