package io.jtrace.boot;

import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A task in the queue of an executor, as often as it is in there: a lambda that captures nothing is
 * one object, however often it is handed in. Its submissions have numbers and start in this order,
 * so that one that could not be remembered is not taken for another.
 */
final class QueuedTask extends WeakReference<Object> {

  static final int ADDED = 0;
  static final int FULL = 1;
  static final int CLOSED = 2;

  private static final int ROOM = 1 << 10;
  private static final int NUMBER_BITS = 32;
  private static final long OVER = -1;

  private final int executor;
  private final Submission first;

  /** Number of the next submission in the upper half, of the next start in the lower one. */
  private final AtomicLong numbers = new AtomicLong(1L << NUMBER_BITS);

  private final AtomicReference<@Nullable AtomicReferenceArray<@Nullable Submission>> others =
      new AtomicReference<>();

  /** When and by whom a task was handed in. */
  static final class Submission {

    private final int number;
    final long nanoTime;
    final WeakReference<Thread> submitter;

    Submission(int number, long nanoTime, WeakReference<Thread> submitter) {
      this.number = number;
      this.nanoTime = nanoTime;
      this.submitter = submitter;
    }
  }

  QueuedTask(Object task, int executor, long nanoTime, WeakReference<Thread> submitter) {
    super(task);
    this.executor = executor;
    this.first = new Submission(0, nanoTime, submitter);
  }

  boolean isOf(Object task, int ofExecutor) {
    return executor == ofExecutor && refersTo(task);
  }

  /** Whether nothing can come of it any more. */
  boolean isOver() {
    return numbers.get() == OVER || refersTo(null);
  }

  /** Adds a submission. Returns {@link #FULL} if it cannot be remembered, but is counted. */
  int add(long nanoTime, WeakReference<Thread> submitter) {
    long now;
    do {
      now = numbers.get();
      if (now == OVER) {
        return CLOSED;
      }
    } while (!numbers.compareAndSet(now, now + (1L << NUMBER_BITS)));
    int number = (int) (now >>> NUMBER_BITS);
    if (number - (int) now >= ROOM) {
      return FULL;
    }
    room().set(number & (ROOM - 1), new Submission(number, nanoTime, submitter));
    return ADDED;
  }

  private AtomicReferenceArray<@Nullable Submission> room() {
    AtomicReferenceArray<@Nullable Submission> room = others.get();
    if (room == null) {
      room = new AtomicReferenceArray<>(ROOM);
      if (!others.compareAndSet(null, room)) {
        room = Objects.requireNonNull(others.get());
      }
    }
    return room;
  }

  /** Takes the earliest submission away and returns it, {@code null} if it is not known. */
  @Nullable Submission take() {
    long now;
    long next;
    do {
      now = numbers.get();
      if (now == OVER) {
        return null;
      }
      boolean last = (int) (now >>> NUMBER_BITS) - (int) now == 1;
      next = last ? OVER : now + 1;
    } while (!numbers.compareAndSet(now, next));
    int number = (int) now;
    if (number == 0) {
      return first;
    }
    AtomicReferenceArray<@Nullable Submission> room = others.get();
    Submission found = room == null ? null : room.get(number & (ROOM - 1));
    return found != null && found.number == number ? found : null;
  }
}
