package io.jtrace.api;

import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A logical operation such as one request, from {@link #start} to {@link #close}, on whatever
 * threads it runs. The handle is passed along by the program; regions and messages are given to the
 * task by {@link #region} and {@link #log}.
 *
 * <p>Thread safe. The first {@link #close}, on any thread, ends the task. One that is open when a
 * recording starts or stops is not in the recording, but what was written for it is.
 */
public final class Task implements AutoCloseable {

  // A random start keeps the ids of two copies of this class, in two class loaders, apart.
  private static final AtomicLong NEXT_ID =
      new AtomicLong(ThreadLocalRandom.current().nextLong(1L << 32) << 30 | 1);

  private final long id = NEXT_ID.getAndIncrement();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final TaskEvent event = new TaskEvent();

  private Task(String type, long parentId) {
    Objects.requireNonNull(type, "type");
    if (event.isEnabled()) {
      event.id = id;
      event.parentId = parentId;
      event.type = type;
      event.begin();
    } else {
      ended.set(true);
    }
  }

  /** Starts a task. Types are few and constant; they name the task in analyses. */
  public static Task start(String type) {
    return new Task(type, 0);
  }

  /** Starts a task that is a part of this one. */
  public Task startChild(String type) {
    return new Task(type, id);
  }

  /** Begins a region of this task in the current thread. */
  public Region region(String type) {
    return Region.begin(type, id);
  }

  /** Writes a message that belongs to this task. */
  public void log(String category, String message) {
    Log.log(category, message, id);
  }

  /** Ends the task and writes it into the recordings that run. */
  @Override
  public void close() {
    if (ended.compareAndSet(false, true)) {
      event.commit();
    }
  }
}
