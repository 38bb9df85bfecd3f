package io.jtrace.web.attach;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A JVM that runs on this machine and that its user may attach to.
 *
 * @param program its main class or jar with arguments; may be empty
 * @param user empty where the operating system does not tell
 * @param start empty where the operating system does not tell
 * @param cpu processor time it has used; empty where the operating system does not tell
 */
public record RunningJvm(
    long pid,
    String program,
    Optional<String> user,
    Optional<Instant> start,
    Optional<Duration> cpu) {

  /**
   * Returns the JVMs that can be found, but for this one, by pid. Nothing is attached.
   *
   * @throws IOException if this Java cannot look for others
   */
  public static List<RunningJvm> list() throws IOException {
    try {
      return VirtualMachine.list().stream()
          .map(RunningJvm::of)
          .filter(jvm -> jvm.pid != ProcessHandle.current().pid() && isAlive(jvm.pid))
          .sorted(Comparator.comparingLong(RunningJvm::pid))
          .toList();
    } catch (NoClassDefFoundError missing) {
      throw withoutAttach(missing);
    }
  }

  /** A JVM that was killed leaves a file that tells of it. */
  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  static IOException withoutAttach(NoClassDefFoundError missing) {
    return new IOException(
        "this Java has no module jdk.attach; run jtrace with the java of a JDK", missing);
  }

  private static RunningJvm of(VirtualMachineDescriptor descriptor) {
    long pid = Long.parseLong(descriptor.id());
    Optional<ProcessHandle.Info> info = ProcessHandle.of(pid).map(ProcessHandle::info);
    return new RunningJvm(
        pid,
        descriptor.displayName(),
        info.flatMap(ProcessHandle.Info::user),
        info.flatMap(ProcessHandle.Info::startInstant),
        info.flatMap(ProcessHandle.Info::totalCpuDuration));
  }

  /**
   * Finds the pid of the one JVM that is meant.
   *
   * @param text a pid, which need not be found by {@link #list} (it may be in a container); or a
   *     part of what {@code program} says
   * @throws IOException if there is none, or more than one, with a sentence for the user
   */
  public static long find(String text) throws IOException {
    if (text.matches("[0-9]{1,10}")) {
      return Long.parseLong(text);
    }
    List<RunningJvm> all = list();
    List<RunningJvm> found = all.stream().filter(jvm -> jvm.program.contains(text)).toList();
    if (found.size() == 1) {
      return found.get(0).pid;
    }
    String candidates =
        (found.isEmpty() ? all : found)
            .stream().map(jvm -> Long.toString(jvm.pid)).collect(Collectors.joining(", "));
    throw new IOException(
        "expected a pid or a part of the name of one running JVM, found \""
            + text
            + "\", which fits "
            + (found.isEmpty() ? "none" : "the JVMs " + candidates)
            + (found.isEmpty() && !all.isEmpty() ? " of the JVMs " + candidates : ""));
  }
}
