package io.jtrace.agent.os;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.stream.IntStream;

/** What Linux shows of this process below {@code /proc/self}. */
final class ProcDirectory {

  private static final Path OF_THIS_PROCESS = Path.of("/proc/self");

  private static final int AUXV_PAGE_SIZE = 6;
  private static final int USUAL_PAGE_BYTES = 4096;

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

  /** Returns the processors on which this process may run, some of which may be switched off. */
  List<Integer> processors() {
    List<Integer> processors = new ArrayList<>();
    Scanner ranges = new Scanner(status("Cpus_allowed_list").orElse("")).useDelimiter("[,\\s]+");
    while (ranges.hasNext()) {
      String range = ranges.next();
      int dash = range.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int last = Integer.parseInt(range.substring(dash + 1));
      IntStream.rangeClosed(first, last).forEach(processors::add);
    }
    return processors;
  }

  /** Returns the size of a page of memory; the usual one if the kernel does not tell. */
  int pageBytes() {
    try {
      ByteBuffer pairs =
          ByteBuffer.wrap(Files.readAllBytes(root.resolve("auxv"))).order(ByteOrder.nativeOrder());
      while (pairs.remaining() >= 2 * Long.BYTES) {
        long key = pairs.getLong();
        long value = pairs.getLong();
        if (key == AUXV_PAGE_SIZE) {
          return Math.toIntExact(value);
        }
      }
      return USUAL_PAGE_BYTES;
    } catch (IOException unreadable) {
      return USUAL_PAGE_BYTES;
    }
  }

  /** Returns the name of the file whose code or data is at an address, without its directory. */
  Optional<String> mappedFile(long address) {
    return lines("maps").stream()
        .filter(line -> isIn(line, address))
        .map(line -> line.substring(line.lastIndexOf('/') + 1))
        .filter(name -> !name.contains(" ")) // else the line names no file
        .findFirst();
  }

  private static boolean isIn(String mapping, long address) {
    int dash = mapping.indexOf('-');
    long start = Long.parseUnsignedLong(mapping, 0, dash, 16);
    long end = Long.parseUnsignedLong(mapping, dash + 1, mapping.indexOf(' '), 16);
    return Long.compareUnsigned(start, address) <= 0 && Long.compareUnsigned(address, end) < 0;
  }

  /** Returns a field of {@code status}. */
  Optional<String> status(String field) {
    return line("status", field + ":").map(String::strip);
  }

  private Optional<String> line(String file, String prefix) {
    return lines(file).stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .findFirst();
  }

  private List<String> lines(String file) {
    try {
      // Not UTF-8: the name of a program may hold any bytes.
      return Files.readAllLines(root.resolve(file), StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
