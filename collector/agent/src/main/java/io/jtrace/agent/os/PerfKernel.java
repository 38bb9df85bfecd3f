package io.jtrace.agent.os;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/** The part of the kernel's interface that perf events need, as methods. */
final class PerfKernel {

  static final long NO_SUCH_THREAD = 3;
  static final long NO_SUCH_PROCESSOR = 19;

  private static final int NOT_PERMITTED = 1;
  private static final int DENIED = 13;
  private static final int INVALID = 22;
  private static final int TOO_MANY_FILES = 24;
  private static final int NOT_IMPLEMENTED = 38;

  private static final int ATTRIBUTES_BYTES = 128;
  private static final int TYPE_SOFTWARE = 1;
  private static final long CONFIG_NOTHING = 9;
  private static final long SAMPLE_THREAD = 1 << 1;
  private static final long SAMPLE_TIME = 1 << 2;
  private static final long SAMPLE_CPU = 1 << 7;
  private static final int CLOCK_MONOTONIC = 1;
  private static final int NEVER_WAKE_BYTES = 1 << 30;

  private static final long INHERIT = 1L << 1;
  private static final long EXCLUDE_KERNEL = 1L << 5;
  private static final long EXCLUDE_HYPERVISOR = 1L << 6;
  private static final long TELL_EXITS = 1L << 13;
  private static final long WATERMARK = 1L << 14;
  private static final long IDENTIFY_ALL = 1L << 18;
  private static final long OWN_CLOCK = 1L << 25;
  private static final long TELL_SWITCHES = 1L << 26;

  /** Linux 5.13: only threads inherit, not the processes that the program starts. */
  private static final long INHERIT_BY_THREADS = 1L << 35;

  private static final long NO_GROUP = -1;
  private static final long CLOSE_ON_EXEC = 8;
  private static final long READ_WRITE = 3;
  private static final long SHARED = 1;
  private static final long SET_OUTPUT = 0x2405;

  /** Numbers of system calls. */
  private record Numbers(int perfEventOpen, int mmap, int munmap, int ioctl, int close) {}

  private static final Numbers X86_64 = new Numbers(298, 9, 11, 16, 3);
  private static final Numbers AARCH64 = new Numbers(241, 222, 215, 29, 57);

  private final NativeCalls calls;
  private final Numbers numbers;
  private final ByteBuffer attributes;
  private final long attributesAddress;

  /**
   * @throws IOException if the architecture is unknown
   */
  PerfKernel(NativeCalls calls) throws IOException {
    this.calls = calls;
    this.numbers = numbersOf(System.getProperty("os.arch", "").toLowerCase(Locale.ROOT));
    this.attributes = attributes();
    this.attributesAddress = calls.address(attributes);
  }

  private static Numbers numbersOf(String architecture) throws IOException {
    return switch (architecture) {
      case "amd64", "x86_64" -> X86_64;
      case "aarch64" -> AARCH64;
      default -> throw new IOException("not known how to ask on " + architecture);
    };
  }

  private static ByteBuffer attributes() {
    ByteBuffer bytes = ByteBuffer.allocateDirect(ATTRIBUTES_BYTES).order(ByteOrder.nativeOrder());
    return bytes
        .putInt(0, TYPE_SOFTWARE)
        .putInt(4, ATTRIBUTES_BYTES)
        .putLong(8, CONFIG_NOTHING)
        .putLong(24, SAMPLE_THREAD | SAMPLE_TIME | SAMPLE_CPU)
        .putLong(
            40,
            INHERIT
                | INHERIT_BY_THREADS
                | EXCLUDE_KERNEL
                | EXCLUDE_HYPERVISOR
                | TELL_EXITS
                | WATERMARK
                | IDENTIFY_ALL
                | OWN_CLOCK
                | TELL_SWITCHES)
        .putInt(48, NEVER_WAKE_BYTES)
        .putInt(92, CLOCK_MONOTONIC);
  }

  /**
   * Has the switches of a thread, and of threads it starts, told for one processor.
   *
   * @param threadId 0 for the calling thread
   * @return a descriptor, or the negated number of the error
   */
  long open(int threadId, int cpu) {
    long opened = tryOpen(threadId, cpu);
    long flags = attributes.getLong(40);
    if (opened == -INVALID && (flags & INHERIT_BY_THREADS) != 0) {
      attributes.putLong(40, flags & ~INHERIT_BY_THREADS); // an older kernel
      opened = tryOpen(threadId, cpu);
    }
    return opened;
  }

  private long tryOpen(int threadId, int cpu) {
    return result(
        calls.call(
            numbers.perfEventOpen, attributesAddress, threadId, cpu, NO_GROUP, CLOSE_ON_EXEC, 0));
  }

  /** Maps the memory of a descriptor; returns its address, or the negated number of the error. */
  long map(long descriptor, long sizeBytes) {
    return result(calls.call(numbers.mmap, 0, sizeBytes, READ_WRITE, SHARED, descriptor, 0));
  }

  ByteBuffer memory(long address, long sizeBytes) {
    return calls.memory(address, sizeBytes);
  }

  /** Has the records of one descriptor written to the memory of another; 0 or a negated error. */
  long redirect(long descriptor, long to) {
    return result(calls.call(numbers.ioctl, descriptor, SET_OUTPUT, to, 0, 0, 0));
  }

  void unmap(long address, long sizeBytes) {
    calls.call(numbers.munmap, address, sizeBytes, 0, 0, 0, 0);
  }

  void close(long descriptor) {
    calls.call(numbers.close, descriptor, 0, 0, 0, 0, 0);
  }

  private long result(long returned) {
    return returned == -1 ? -calls.error() : returned;
  }

  /**
   * Passes on what is no error.
   *
   * @throws IOException if it is one
   */
  static long check(long result) throws IOException {
    if (result >= 0) {
      return result;
    }
    int error = Math.toIntExact(-result);
    throw new IOException(
        "the kernel refuses perf events: "
            + switch (error) {
              case NOT_PERMITTED -> "not permitted";
              case DENIED -> "denied, see kernel.perf_event_paranoid";
              case TOO_MANY_FILES -> "too many open files";
              case NOT_IMPLEMENTED -> "it has none";
              default -> "error " + error;
            });
  }
}
