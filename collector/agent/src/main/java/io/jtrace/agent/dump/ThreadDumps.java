package io.jtrace.agent.dump;

import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.StackProfile.Frame;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * All threads of this JVM: counted by stack, or in full. Thread safe.
 *
 * <p>Platform threads are seen at one moment, virtual ones one after the other, and of those only
 * one at a time is in memory.
 */
public final class ThreadDumps {

  /** Readers of Go's text take a count without addresses for a mistake. */
  private static final List<Frame> NO_FRAMES = List.of(new Frame("(no Java frames)", "", 0));

  private final TraceRecorder scratch;
  private final WaitAges ages = new WaitAges();

  /**
   * Makes dumps.
   *
   * @param scratch gives names for temporary files
   */
  public ThreadDumps(TraceRecorder scratch) {
    this.scratch = scratch;
  }

  /**
   * Counts the threads by stack, state and group.
   *
   * @param name what to call the profile
   * @param byName whether threads of different names are to be told apart by the label {@code
   *     thread}
   * @throws IOException if virtual threads cannot be dumped
   */
  public StackProfile count(String name, boolean byName) throws IOException {
    StackProfile profile = StackProfile.counting(name);
    PlatformThreads platform = PlatformThreads.look(false, ages);
    for (DumpedThread thread : platform.threads()) {
      add(thread, byName, profile);
    }
    try (ThreadDumpFile virtual = ThreadDumpFile.write(scratch)) {
      virtual.visit(thread -> add(thread, byName, profile));
      sentences(platform.stopNanos(), virtual.refused()).forEach(profile::comment);
    }
    profile.time(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()), 0);
    return profile;
  }

  private static void add(DumpedThread thread, boolean byName, StackProfile profile) {
    Map<String, String> labels = new TreeMap<>();
    put(labels, "group", thread.group());
    put(labels, "state", thread.state().toLowerCase(Locale.ROOT));
    if (byName) {
      put(labels, "thread", thread.name());
    }
    List<Frame> frames = thread.frames().isEmpty() ? NO_FRAMES : thread.frames();
    profile.add(profile.stack(frames), labels, 1);
  }

  private static void put(Map<String, String> labels, String key, String value) {
    if (!value.isEmpty()) {
      labels.put(key, value);
    }
  }

  /**
   * Writes every thread with its locks. Does not close the stream.
   *
   * @throws IOException if virtual threads cannot be dumped or the stream fails
   */
  public void writeFull(OutputStream out) throws IOException {
    PlatformThreads platform = PlatformThreads.look(true, ages);
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    LockOwners owners = new LockOwners();
    platform.threads().forEach(owners::add);
    try (ThreadDumpFile virtual = ThreadDumpFile.write(scratch)) {
      virtual.visit(owners::add);
      FullDump dump = new FullDump(writer, owners);
      for (DumpedThread thread : platform.threads()) {
        dump.write(thread);
      }
      virtual.visit(dump::write);
      for (String sentence : sentences(platform.stopNanos(), virtual.refused())) {
        writer.append("# ").append(sentence).append('\n');
      }
    }
    writer.append(deadlock());
    writer.flush();
  }

  /** Platform threads only: the JVM does not look for virtual ones. */
  private static String deadlock() {
    long[] ids = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
    return ids == null
        ? ""
        : Arrays.stream(ids)
            .mapToObj(Long::toString)
            .collect(Collectors.joining(", ", "# deadlock: goroutines ", "\n"));
  }

  private static List<String> sentences(long stopNanos, Optional<String> noVirtualThreads) {
    return List.of(
        String.format(
            Locale.ROOT,
            "platform threads were stopped together, for at most %.2f ms",
            stopNanos / 1e6),
        noVirtualThreads
            .map(reason -> "no virtual threads: " + reason)
            .orElse("virtual threads were looked at one after the other"));
  }
}
