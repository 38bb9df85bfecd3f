package io.jtrace.agent.os;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all threads and writes what those that have run since got.
 *
 * <p>Each thread costs one or two open files. Beyond a share of those that the program may still
 * open, or beyond {@value #MAX_THREADS}, nothing is looked at any more.
 */
final class TaskPoll implements AutoCloseable {

  /** One look at so many takes about 4 ms; see docs/overhead.md. */
  static final int MAX_THREADS = 4096;

  /** Threads of the JVM itself come and go without {@link #startedThreads} telling. */
  private static final int LOOKS_PER_LISTING = 20;

  private static final int SHARE_OF_DESCRIPTORS = 4;

  private static final int FILES_PER_THREAD = 2;

  private final ProcDirectory proc;
  private final LongSupplier startedThreads;
  private final @Nullable SyscallSampler syscalls;
  private final Map<Integer, OsTask> tasks = new HashMap<>();
  private final TaskText text = new TaskText();
  private final long maxThreads;
  private long startedWhenListed = -1;
  private int looksUntilListing;
  private Optional<String> refusal;

  /**
   * @param startedThreads how many threads have been started so far; cheap to ask
   * @param syscalls samples the same threads, {@code null} for not at all
   */
  TaskPoll(ProcDirectory proc, LongSupplier startedThreads, @Nullable SyscallSampler syscalls) {
    this.proc = proc;
    this.startedThreads = startedThreads;
    this.syscalls = syscalls;
    this.maxThreads =
        Math.min(MAX_THREADS, proc.freeDescriptors() / SHARE_OF_DESCRIPTORS / FILES_PER_THREAD);
    this.refusal =
        proc.exists() ? Optional.empty() : Optional.of("only Linux tells what threads were given");
  }

  /** Why nothing is looked at any more, if so. */
  Optional<String> refusal() {
    return refusal;
  }

  /** Looks at all threads and writes all, or those that have run since they were last written. */
  void look(boolean all) {
    long started = startedThreads.getAsLong();
    if (all || started != startedWhenListed || --looksUntilListing <= 0) {
      startedWhenListed = started;
      looksUntilListing = LOOKS_PER_LISTING;
      findThreads();
    }
    for (Iterator<OsTask> each = tasks.values().iterator(); each.hasNext(); ) {
      OsTask task = each.next();
      if (!look(task, all)) {
        each.remove();
        task.close();
        looksUntilListing = 0; // its id may have gone to another thread
      }
    }
  }

  /** Returns whether the thread still lives. */
  private boolean look(OsTask task, boolean all) {
    try {
      if (task.hasRun(text) || all) {
        task.write();
        if (syscalls != null) {
          syscalls.sample(task);
        }
      }
      return true;
    } catch (IOException ended) {
      return false;
    }
  }

  private void findThreads() {
    if (refusal.isPresent()) {
      return;
    }
    int[] ids = proc.threadIds();
    if (ids.length > maxThreads) {
      refusal =
          Optional.of(ids.length + " threads are more than can be looked at (" + maxThreads + ")");
      close();
      return;
    }
    Set<Integer> gone = new HashSet<>(tasks.keySet());
    for (int id : ids) {
      gone.remove(id);
      if (!tasks.containsKey(id)) {
        open(id);
      }
    }
    gone.forEach(this::forget);
    if (tasks.isEmpty()) {
      refusal = Optional.of("this kernel or container does not tell what threads were given");
    }
  }

  private void open(int id) {
    try {
      tasks.put(id, OsTask.open(proc, id));
    } catch (IOException ended) {
      looksUntilListing = 0;
    }
  }

  private void forget(int id) {
    OsTask task = tasks.remove(id);
    if (task != null) {
      task.close();
    }
  }

  @Override
  public void close() {
    tasks.values().forEach(OsTask::close);
    tasks.clear();
  }
}
