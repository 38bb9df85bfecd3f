package io.jtrace.agent.os;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Exact intervals of threads on processors, from the kernel's perf events.
 *
 * <p>Unprivileged, the kernel tells of single threads only, and shares memory only for one
 * processor at a time. So each thread that is there needs a descriptor for each processor; threads
 * that start later are told of too, because their parents are.
 */
final class PerfEvents implements AutoCloseable {

  /** Of one processor. At 64 bytes for a slice it holds 200,000 a second between two drains. */
  private static final long RING_BYTES = 256 << 10;

  /** Of all processors: the kernel locks it in memory. */
  private static final long ALL_RINGS_BYTES = 16 << 20;

  private record Ring(
      int cpu, long descriptor, long address, long sizeBytes, PerfRing records, CpuSlices slices) {}

  private final PerfKernel kernel;
  private final ProcDirectory proc;
  private final List<Ring> rings = new ArrayList<>();
  private final List<Long> descriptors = new ArrayList<>();
  private final Map<Integer, Long> watchedSince = new HashMap<>();
  private long lost;

  private PerfEvents(PerfKernel kernel, ProcDirectory proc) {
    this.kernel = kernel;
    this.proc = proc;
  }

  /**
   * Begins to watch all threads.
   *
   * @param maxDescriptors how many files may be opened
   * @throws IOException if that is not possible here; the message says why
   */
  static PerfEvents open(PerfKernel kernel, ProcDirectory proc, long maxDescriptors)
      throws IOException {
    PerfEvents events = new PerfEvents(kernel, proc);
    boolean complete = false;
    try {
      events.openRings();
      events.watchThreads(maxDescriptors);
      complete = true;
      return events;
    } finally {
      if (!complete) {
        events.close();
      }
    }
  }

  private void openRings() throws IOException {
    List<Integer> cpus = proc.processors();
    int pageBytes = proc.pageBytes();
    long wanted = Math.min(RING_BYTES, ALL_RINGS_BYTES / Math.max(1, cpus.size()));
    long sizeBytes = Math.max(pageBytes, Long.highestOneBit(wanted)) + pageBytes;
    for (int cpu : cpus) {
      long descriptor = kernel.open(0, cpu);
      if (descriptor != -PerfKernel.NO_SUCH_PROCESSOR) {
        descriptors.add(PerfKernel.check(descriptor));
        long address = PerfKernel.check(kernel.map(descriptor, sizeBytes));
        rings.add(
            new Ring(
                cpu,
                descriptor,
                address,
                sizeBytes,
                new PerfRing(kernel.memory(address, sizeBytes), processId()),
                new CpuSlices(cpu, watchedSince)));
      }
    }
  }

  private static int processId() {
    return Math.toIntExact(ProcessHandle.current().pid());
  }

  /** Until no thread is new: one that is not watched yet may start another meanwhile. */
  private void watchThreads(long maxDescriptors) throws IOException {
    Set<Integer> known = new HashSet<>();
    boolean found = true;
    while (found) {
      found = false;
      int[] ids = proc.threadIds();
      checkRoom(Math.max(known.size(), ids.length), maxDescriptors);
      for (int id : ids) {
        if (known.add(id)) {
          found = true;
          watch(id);
        }
      }
    }
  }

  private void checkRoom(long threads, long maxDescriptors) throws IOException {
    if (threads * rings.size() > maxDescriptors) {
      throw new IOException(
          threads
              + " threads on "
              + rings.size()
              + " processors would need more than "
              + maxDescriptors
              + " open files");
    }
  }

  private void watch(int threadId) throws IOException {
    for (Ring ring : rings) {
      long descriptor = kernel.open(threadId, ring.cpu);
      if (descriptor == -PerfKernel.NO_SUCH_THREAD) {
        return;
      }
      descriptors.add(PerfKernel.check(descriptor));
      PerfKernel.check(kernel.redirect(descriptor, ring.descriptor));
    }
    watchedSince.put(threadId, System.nanoTime());
  }

  /** Writes what has happened since the last time. */
  void drain() {
    for (Ring ring : rings) {
      ring.records.drain(ring.slices);
      lost += ring.slices.writeLoss();
    }
  }

  /** Writes what has happened up to now, threads that are on a processor included. */
  void drainAll() {
    long nowNanoTime = System.nanoTime();
    drain();
    rings.forEach(ring -> ring.slices.cut(nowNanoTime));
  }

  /** How many slices were written so far. */
  long slices() {
    return rings.stream().mapToLong(ring -> ring.slices.written()).sum();
  }

  /** How many processors are watched. */
  int processors() {
    return rings.size();
  }

  /** How many records were lost so far. */
  long lost() {
    return lost;
  }

  @Override
  public void close() {
    List<Ring> mapped = List.copyOf(rings);
    rings.clear(); // first: their memory must not be touched any more
    mapped.forEach(ring -> kernel.unmap(ring.address, ring.sizeBytes));
    descriptors.forEach(kernel::close);
    descriptors.clear();
  }
}
