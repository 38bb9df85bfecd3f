package io.jtrace.agent.os;

import io.jtrace.boot.ThreadCpuEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One thread as the operating system sees it, and what it had when it was last looked at. */
final class OsTask implements AutoCloseable {

  private final ProcDirectory proc;
  private final int id;
  private final TaskFile schedstat;
  private @Nullable TaskFile syscall;
  private long runNanos = -1;
  private long waitNanos;
  private long slices = -1;

  private OsTask(ProcDirectory proc, int id, TaskFile schedstat) {
    this.proc = proc;
    this.id = id;
    this.schedstat = schedstat;
  }

  static OsTask open(ProcDirectory proc, int id) throws IOException {
    return new OsTask(proc, id, TaskFile.open(proc.ofThread(id, "schedstat")));
  }

  int id() {
    return id;
  }

  /**
   * Looks again.
   *
   * @return whether it has run since
   * @throws IOException if it has ended
   */
  boolean hasRun(TaskText text) throws IOException {
    schedstat.read(text);
    if (!text.hasNumber()) {
      throw new IOException("expected three numbers in schedstat of thread " + id);
    }
    long run = text.nextNumber();
    long wait = text.nextNumber();
    long count = text.nextNumber();
    boolean changed = run != runNanos || count != slices;
    runNanos = run;
    waitNanos = wait;
    slices = count;
    return changed;
  }

  /**
   * Reads in which system call it is.
   *
   * @throws IOException if it has ended, or the kernel does not tell
   */
  void readSyscall(TaskText text) throws IOException {
    TaskFile file = syscall;
    if (file == null) {
      file = TaskFile.open(proc.ofThread(id, "syscall"));
      syscall = file;
    }
    file.read(text);
  }

  /** Writes what it had when it was last looked at. */
  void write() {
    ThreadCpuEvent event = new ThreadCpuEvent();
    event.osThreadId = id;
    event.runNanos = runNanos;
    event.waitNanos = waitNanos;
    event.slices = slices;
    event.commit();
  }

  @Override
  public void close() {
    schedstat.close();
    if (syscall != null) {
      syscall.close();
    }
  }
}
