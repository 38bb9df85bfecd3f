package io.jtrace.agent.os;

import io.jtrace.boot.SyscallSampleEvent;
import java.io.IOException;
import java.util.Optional;

/**
 * Looks in which system call a thread is.
 *
 * <p>A sample: a call that begins and ends between two looks is not seen, nor is one in which the
 * thread is on a processor.
 */
final class SyscallSampler {

  /** So many failures without a success are taken for a kernel that does not tell. */
  private static final int ENOUGH_FAILURES = 10;

  private static final String ANONYMOUS = "anon_inode:";

  private final ProcDirectory proc;
  private final SyscallTable table;
  private final TaskText text = new TaskText();
  private boolean succeeded;
  private int failures;

  SyscallSampler(ProcDirectory proc, SyscallTable table) {
    this.proc = proc;
    this.table = table;
  }

  /** Writes in which call a thread is, if it is in one. */
  void sample(OsTask task) {
    if (!succeeded && failures >= ENOUGH_FAILURES) {
      return;
    }
    try {
      task.readSyscall(text);
      succeeded = true;
      if (text.hasNumber()) { // else it is running, or waits outside any call
        write(task.id(), Math.toIntExact(text.nextNumber()), text.nextNumber());
      }
    } catch (IOException refusedOrEnded) {
      failures++;
    }
  }

  private void write(int threadId, int number, long firstArgument) {
    SyscallTable.Syscall syscall = table.get(number);
    SyscallSampleEvent event = new SyscallSampleEvent();
    event.osThreadId = threadId;
    event.number = number;
    event.name = syscall.name();
    event.descriptor = syscall.worksOnDescriptor() ? (int) firstArgument : -1;
    event.target =
        syscall.worksOnDescriptor()
            ? proc.descriptor((int) firstArgument).map(SyscallSampler::kind).orElse("")
            : "";
    event.commit();
  }

  /** Returns a path as it is, and of anything else what it is without its number. */
  static String kind(String target) {
    if (target.startsWith("/")) {
      return target;
    }
    if (target.startsWith(ANONYMOUS)) {
      return target.substring(ANONYMOUS.length()).replace("[", "").replace("]", "");
    }
    int colon = target.indexOf(':');
    return colon < 0 ? target : target.substring(0, colon);
  }

  /** Why nothing is sampled, if so. */
  Optional<String> refusal() {
    return succeeded || failures == 0
        ? Optional.empty()
        : Optional.of("this kernel or container does not tell in which system call a thread is");
  }
}
