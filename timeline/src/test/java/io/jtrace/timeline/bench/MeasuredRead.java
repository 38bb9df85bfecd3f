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
   *     result holds, or the number of passes; with one pass nothing is loaded but what reading
   *     needs, so that the whole process can be measured from outside
   */
  public static void main(String[] arguments) throws Exception {
    MeasuredRead read = new MeasuredRead(EventReader.named(arguments[0]), Path.of(arguments[1]));
    if (arguments[2].equals("heap")) {
      read.printHeap();
    } else {
      int passes = Integer.parseInt(arguments[2]);
      if (passes == 1) {
        read.printWork();
      } else {
        read.printPasses(passes);
      }
    }
    printPeakMemory();
  }

  private void printWork() throws Exception {
    WorkDone work = new WorkDone();
    reader.read(file, work);
    print(work);
  }

  private void printPasses(int passes) throws Exception {
    OperatingSystemMXBean process =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    for (int pass = 0; pass < passes; pass++) {
      WorkDone work = new WorkDone();
      long cpuNanos = process.getProcessCpuTime();
      long startNanos = System.nanoTime();
      reader.read(file, work);
      long wallNanos = System.nanoTime() - startNanos;
      System.out.println("pass " + (process.getProcessCpuTime() - cpuNanos) + " " + wallNanos);
      if (pass == 0) {
        print(work);
      }
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
