package io.jtrace.timeline.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a recording with one reader in a JVM of its own and prints facts, a name and values a line.
 * {@link ReadBench} starts it.
 */
public final class MeasuredRead {
  private final EventReader reader;
  private final Path file;

  private MeasuredRead(EventReader reader, Path file) {
    this.reader = reader;
    this.file = file;
  }

  /**
   * Runs.
   *
   * @param arguments the reader's name, the file, then {@code heap} to ask for the heap that the
   *     result holds, {@code once}, with which nothing is loaded but what reading needs, so that
   *     the whole process can be measured from outside, or the number of passes and how often a
   *     pass reads the file: the clock of processor time may tick every 10 ms only
   */
  public static void main(String[] arguments) throws Exception {
    MeasuredRead read = new MeasuredRead(EventReader.named(arguments[0]), Path.of(arguments[1]));
    switch (arguments[2]) {
      case "heap" -> read.printHeap();
      case "once" -> read.printWork();
      default -> read.printPasses(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    }
    printPeakMemory();
  }

  private void printWork() throws Exception {
    WorkDone work = new WorkDone();
    reader.read(file, work);
    print(work);
  }

  private void printPasses(int passes, int readsPerPass) throws Exception {
    OperatingSystemMXBean process =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    for (int pass = 0; pass < passes; pass++) {
      WorkDone work = new WorkDone();
      long cpuNanos = process.getProcessCpuTime();
      long startNanos = System.nanoTime();
      for (int read = 0; read < readsPerPass; read++) {
        reader.read(file, work);
      }
      long wallNanos = (System.nanoTime() - startNanos) / readsPerPass;
      cpuNanos = (process.getProcessCpuTime() - cpuNanos) / readsPerPass;
      System.out.println("pass " + cpuNanos + " " + wallNanos + " " + work.hash());
    }
  }

  private void printHeap() throws Exception {
    long before = usedHeapBytes();
    WorkDone work = new WorkDone();
    Object result = reader.read(file, work);
    try {
      System.out.println("heap " + (usedHeapBytes() - before));
    } finally {
      Reference.reachabilityFence(result);
    }
    print(work);
  }

  private static long usedHeapBytes() {
    System.gc();
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return heap.getUsed();
  }

  private static void print(WorkDone work) {
    System.out.println("events " + work.events());
    System.out.println("sums " + work.sums());
    System.out.println("hash " + work.hash());
  }

  /** Linux only; elsewhere the column stays empty. */
  private static void printPeakMemory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      List<String> lines = Files.readAllLines(status);
      for (String line : lines) {
        if (line.startsWith("VmHWM:")) {
          System.out.println("peak " + line.replaceAll("[^0-9]", ""));
        }
      }
    }
  }
}
