package io.jtrace.api;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;

/**
 * What a call of the API costs the thread that makes it, in processor nanoseconds: when JFR was
 * never used, while it records, and after that. The least of several windows, for these calls are
 * short and the machine is not ours. The yardstick is a JFR event of one number, written by hand;
 * the ratio to it is of the same run.
 */
public final class AnnotationBench {

  private static final int WINDOWS = 25;
  private static final int CALLS = 100_000;
  private static final double MAX = Double.MAX_VALUE;

  @Name("bench.Plain")
  @StackTrace(false)
  static final class PlainEvent extends Event {
    long number;
  }

  /** A call, and the least that it took in each phase. */
  private static final class Case {
    final String name;
    final Runnable call;
    final double[] nanos = {MAX, MAX, MAX};

    Case(String name, Runnable call) {
      this.name = name;
      this.call = call;
    }
  }

  private AnnotationBench() {}

  /** Runs; takes no arguments. */
  public static void main(String[] arguments) {
    List<Case> cases = cases();
    measure(cases, 0);
    try (Recording recording = new Recording()) {
      recording.setMaxSize(100_000_000);
      recording.start();
      measure(cases, 1);
    }
    measure(cases, 2);
    System.out.printf(
        Locale.ROOT,
        "JDK %s, processor ns a call%n%-34s %8s %10s %8s %10s%n",
        System.getProperty("java.version"),
        "",
        "never",
        "recording",
        "after",
        "of plain");
    cases.forEach(one -> print(one, cases.get(0).nanos, cases.get(1).nanos));
  }

  private static void print(Case one, double[] empty, double[] plain) {
    System.out.printf(
        Locale.ROOT,
        "%-34s %8.1f %10.1f %8.1f %10.2f%n",
        one.name,
        one.nanos[0] - empty[0],
        one.nanos[1] - empty[1],
        one.nanos[2] - empty[2],
        (one.nanos[1] - empty[1]) / (plain[1] - empty[1]));
  }

  private static List<Case> cases() {
    Task task = Task.start("long");
    Context context = Context.none().with("tenant", "acme").with(task);
    return List.of(
        new Case("the loop itself (taken off below)", () -> {}),
        new Case("a plain JFR event, begin to commit", AnnotationBench::plain),
        new Case("region, begin and close", () -> Region.begin("region").close()),
        new Case("region of a task", () -> task.region("region").close()),
        new Case("task, start and close", () -> Task.start("task").close()),
        new Case("log", () -> Log.log("category", "message")),
        new Case("log of a task", () -> task.log("category", "message")),
        new Case("Log.isEnabled", Log::isEnabled),
        new Case("Context.run", () -> context.run(() -> {})));
  }

  private static void plain() {
    PlainEvent event = new PlainEvent();
    if (event.isEnabled()) {
      event.begin();
      event.number = 7;
      event.commit();
    }
  }

  /** All calls take turns, so that a slow stretch of the machine meets all of them. */
  private static void measure(List<Case> cases, int phase) {
    for (int window = 0; window < WINDOWS; window++) {
      for (Case one : cases) {
        one.nanos[phase] = Math.min(one.nanos[phase], nanos(one.call));
      }
    }
  }

  private static double nanos(Runnable call) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    return (threads.getCurrentThreadCpuTime() - before) / (double) CALLS;
  }
}
