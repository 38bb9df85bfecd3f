package io.jtrace.agent.os;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Scanner;

/** Names of system calls, which have other numbers on each architecture. */
final class SyscallTable {

  /**
   * A system call.
   *
   * @param worksOnDescriptor whether its first argument is the descriptor that it works on
   */
  record Syscall(String name, boolean worksOnDescriptor) {

    static final Syscall UNKNOWN = new Syscall("", false);
  }

  private static final String RESOURCE = "syscalls.txt";

  private final Map<Integer, Syscall> byNumber = new HashMap<>();

  private SyscallTable() {}

  /** Reads the table for an architecture as {@code os.arch} names it; empty if it is unknown. */
  static SyscallTable of(String architecture) {
    SyscallTable table = new SyscallTable();
    boolean x86 = architecture.equals("amd64") || architecture.equals("x86_64");
    if (x86 || architecture.equals("aarch64")) {
      table.read(x86);
    }
    return table;
  }

  private void read(boolean x86) {
    try (InputStream in = SyscallTable.class.getResourceAsStream(RESOURCE)) {
      if (in != null) {
        new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
            .lines()
            .filter(line -> !line.startsWith("#"))
            .forEach(line -> add(line, x86));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void add(String line, boolean x86) {
    Scanner words = new Scanner(line);
    String name = words.next();
    String onX86 = words.next();
    String onAarch64 = words.next();
    String number = x86 ? onX86 : onAarch64;
    if (!number.equals("-")) {
      byNumber.put(Integer.valueOf(number), new Syscall(name, words.hasNext()));
    }
  }

  /** Returns the call with a number, one without a name if it is unknown. */
  Syscall get(int number) {
    return byNumber.getOrDefault(number, Syscall.UNKNOWN);
  }
}
