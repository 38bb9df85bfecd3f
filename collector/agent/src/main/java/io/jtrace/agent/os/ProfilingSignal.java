package io.jtrace.agent.os;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who handles the signal by which the JVM takes samples of processor time (Linux).
 *
 * <p>Another profiler may: then the JVM takes none, and says so in its own log, which is the
 * program's standard output, each time a recording asks for them. So we must not ask.
 */
public final class ProfilingSignal {

  private static final int PROFILING_SIGNAL = 27;
  private static final int ACTION_BYTES = 64; // as much as any kernel writes
  private static final int SIGNAL_SET_BYTES = 8;
  private static final String LIBRARY_OF_THE_JVM = "libjvm.so";

  private final ProcDirectory proc;
  private final NativeAccess access;

  /** Whether nobody handled it when we looked first: then who does is the JVM, for us. */
  private boolean wasFree;

  /**
   * @param instrumentation of the agent, {@code null} in a program that runs without it
   */
  public ProfilingSignal(@Nullable Instrumentation instrumentation) {
    this(ProcDirectory.ofThisProcess(), new NativeAccess(instrumentation));
  }

  ProfilingSignal(ProcDirectory proc, NativeAccess access) {
    this.proc = proc;
    this.access = access;
  }

  /** Returns whose handler is in the way of the JVM's own, as words for people; empty if none. */
  public synchronized Optional<String> otherOwner() {
    if (!isHandled()) {
      wasFree = true;
      return Optional.empty();
    }
    try {
      return Optional.of(proc.mappedFile(handler()).orElse("code of no file"))
          .filter(file -> !file.equals(LIBRARY_OF_THE_JVM));
    } catch (IOException cannotBeAsked) {
      return wasFree ? Optional.empty() : Optional.of("another profiler, it seems,");
    }
  }

  private boolean isHandled() {
    long handled = Long.parseUnsignedLong(proc.status("SigCgt").orElse("0"), 16);
    return (handled >>> (PROFILING_SIGNAL - 1) & 1) != 0;
  }

  /** Returns the address of the handler; the first field of what the kernel knows of a signal. */
  private long handler() throws IOException {
    NativeCalls calls = access.calls();
    ByteBuffer action = ByteBuffer.allocateDirect(ACTION_BYTES).order(ByteOrder.nativeOrder());
    long result =
        calls.call(
            sigactionNumber(), PROFILING_SIGNAL, 0, calls.address(action), SIGNAL_SET_BYTES, 0, 0);
    if (result != 0) {
      throw new IOException("the kernel does not tell who handles a signal: " + calls.error());
    }
    return action.getLong(0);
  }

  private static int sigactionNumber() throws IOException {
    String architecture = System.getProperty("os.arch", "");
    return switch (architecture) {
      case "amd64", "x86_64" -> 13;
      case "aarch64" -> 134;
      default -> throw new IOException("not known how to ask on " + architecture);
    };
  }
}
