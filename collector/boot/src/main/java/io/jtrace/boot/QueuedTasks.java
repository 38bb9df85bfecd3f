package io.jtrace.boot;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that were handed to executors and have not started, by identity. Lock-free and of fixed
 * size; holds neither tasks nor threads.
 */
final class QueuedTasks {

  private static final int SLOTS = 1 << 15;
  private static final int PROBES = 16;
  private static final int SUBMITTERS = 1 << 6;
  private static final int WORKERS = 1 << 10;
  private static final int SPREAD = 0x9e3779b9;

  private final AtomicReferenceArray<@Nullable QueuedTask> slots =
      new AtomicReferenceArray<>(SLOTS);
  private final AtomicReferenceArray<@Nullable WeakReference<Thread>> submitters =
      new AtomicReferenceArray<>(SUBMITTERS);
  private final AtomicReferenceArray<@Nullable WeakReference<Thread>> workers =
      new AtomicReferenceArray<>(WORKERS);
  private final AtomicLong lost;

  /**
   * Makes an empty table.
   *
   * @param lost counts tasks of which nothing can be told
   */
  QueuedTasks(AtomicLong lost) {
    this.lost = lost;
  }

  /** Remembers a task that the current thread hands in. Returns whether there was room for it. */
  boolean add(Object task, int executor, long nanoTime) {
    WeakReference<Thread> submitter = submitter();
    int start = start(task);
    QueuedTask known = find(task, executor, start);
    if (known != null) {
      int outcome = known.add(nanoTime, submitter);
      if (outcome != QueuedTask.CLOSED) {
        lost.addAndGet(outcome == QueuedTask.FULL ? 1 : 0);
        return outcome == QueuedTask.ADDED;
      }
    }
    QueuedTask added = new QueuedTask(task, executor, nanoTime, submitter);
    for (int i = 0; i < PROBES; i++) {
      int slot = (start + i) & (SLOTS - 1);
      QueuedTask there = slots.get(slot);
      if ((there == null || there.isOver()) && slots.compareAndSet(slot, there, added)) {
        return true;
      }
    }
    lost.incrementAndGet();
    return false;
  }

  /** Forgets one submission of a task, the earliest, and returns it if it is known. */
  QueuedTask.@Nullable Submission take(Object task, int executor) {
    int start = start(task);
    QueuedTask known = find(task, executor, start);
    if (known == null) {
      return null;
    }
    QueuedTask.Submission submission = known.take();
    if (known.isOver()) {
      forget(known, start);
    }
    return submission;
  }

  private void forget(QueuedTask known, int start) {
    for (int i = 0; i < PROBES; i++) {
      if (slots.compareAndSet((start + i) & (SLOTS - 1), known, null)) {
        return;
      }
    }
  }

  private static int start(Object task) {
    return (System.identityHashCode(task) * SPREAD) >>> 8;
  }

  private @Nullable QueuedTask find(Object task, int executor, int start) {
    for (int i = 0; i < PROBES; i++) {
      QueuedTask there = slots.get((start + i) & (SLOTS - 1));
      if (there != null && there.isOf(task, executor)) {
        return there;
      }
    }
    return null;
  }

  /** Whether the current thread was added as a worker. */
  boolean isWorker() {
    Thread thread = Thread.currentThread();
    int start = System.identityHashCode(thread);
    for (int i = 0; i < PROBES; i++) {
      WeakReference<Thread> there = workers.get((start + i) & (WORKERS - 1));
      if (there == null || there.refersTo(thread)) {
        return there != null;
      }
    }
    return false;
  }

  /** Adds the current thread as a worker; nothing is ever taken out but by another one. */
  void addWorker() {
    if (isWorker()) {
      return;
    }
    Thread thread = Thread.currentThread();
    int start = System.identityHashCode(thread);
    WeakReference<Thread> added = new WeakReference<>(thread);
    for (int i = 0; i < PROBES; i++) {
      int slot = (start + i) & (WORKERS - 1);
      WeakReference<Thread> there = workers.get(slot);
      if ((there == null || there.refersTo(null)) && workers.compareAndSet(slot, there, added)) {
        return;
      }
    }
    workers.set(start & (WORKERS - 1), added);
  }

  /** Most threads that submit do so again: a few references serve them all. */
  private WeakReference<Thread> submitter() {
    Thread thread = Thread.currentThread();
    int slot = System.identityHashCode(thread) & (SUBMITTERS - 1);
    WeakReference<Thread> known = submitters.get(slot);
    if (known == null || !known.refersTo(thread)) {
      known = new WeakReference<>(thread);
      submitters.set(slot, known);
    }
    return known;
  }
}
