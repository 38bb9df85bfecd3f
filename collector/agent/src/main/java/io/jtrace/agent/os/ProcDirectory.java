package io.jtrace.agent.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Scanner;

/** What Linux shows of this process below {@code /proc/self}. */
final class ProcDirectory {

  private static final Path OF_THIS_PROCESS = Path.of("/proc/self");

  private final Path root;
  private final Path tasks;

  ProcDirectory(Path root) {
    this.root = root;
    this.tasks = root.resolve("task");
  }

  /** Returns that of this process; elsewhere than on Linux nothing is in it. */
  static ProcDirectory ofThisProcess() {
    return new ProcDirectory(OF_THIS_PROCESS);
  }

  boolean exists() {
    return Files.isDirectory(tasks);
  }

  /** Returns the ids of all threads, those of the JVM itself included. */
  int[] threadIds() {
    String[] names = tasks.toFile().list();
    int[] ids = new int[names == null ? 0 : names.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = Integer.parseInt(names[i]);
    }
    return ids;
  }

  /** A file of one thread. */
  Path ofThread(int threadId, String file) {
    return tasks.resolve(Integer.toString(threadId)).resolve(file);
  }

  /** Returns what an open descriptor is as the kernel puts it, empty if it is closed meanwhile. */
  Optional<String> descriptor(int number) {
    try {
      return Optional.of(
          Files.readSymbolicLink(root.resolve("fd").resolve(Integer.toString(number))).toString());
    } catch (IOException closed) {
      return Optional.empty();
    }
  }

  /** Returns how many more files this process may open, 0 if that cannot be known. */
  long freeDescriptors() {
    String[] open = root.resolve("fd").toFile().list();
    Optional<String> limit = line("limits", "Max open files");
    if (open == null || limit.isEmpty()) {
      return 0;
    }
    Scanner soft = new Scanner(limit.get());
    return soft.hasNextLong() ? Math.max(0, soft.nextLong() - open.length) : Integer.MAX_VALUE;
  }

  /** Returns a field of {@code status}. */
  Optional<String> status(String field) {
    return line("status", field + ":").map(String::strip);
  }

  private Optional<String> line(String file, String prefix) {
    try {
      // Not UTF-8: the name of a program may hold any bytes.
      return Files.readAllLines(root.resolve(file), StandardCharsets.ISO_8859_1).stream()
          .filter(line -> line.startsWith(prefix))
          .map(line -> line.substring(prefix.length()))
          .findFirst();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
