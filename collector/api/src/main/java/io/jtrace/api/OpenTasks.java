package io.jtrace.api;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;

/**
 * The tasks that have not ended, so that a recording can begin by naming them.
 *
 * <p>Thread safe. Keeps at most {@value #SLOTS} tasks, so that a program that never ends its tasks
 * leaks no more; those beyond are in a recording only if they do something in it.
 */
final class OpenTasks {

  /*
   * A task is kept while nothing records, so this must cost next to nothing: one compare-and-set of a random slot,
   * and one to leave it, which also says who was the first to end the task.
   */
  static final int SLOTS = 4096;

  static final int NO_SLOT = -1;
  private static final int PROBES = 8;

  private final AtomicReferenceArray<Task> slots = new AtomicReferenceArray<>(SLOTS);

  /** Names the tasks of {@code tasks} at the begin of each chunk of each recording to come. */
  static OpenTasks announced() {
    OpenTasks tasks = new OpenTasks();
    // The listener does not initialise JFR, as registering an event would: that takes half a
    // second.
    FlightRecorder.addListener(
        new FlightRecorderListener() {
          @Override
          public void recorderInitialized(FlightRecorder recorder) {
            FlightRecorder.addPeriodicEvent(TaskOpenEvent.class, tasks::announce);
          }
        });
    return tasks;
  }

  /** Returns the slot that {@link #remove} takes. */
  int add(Task task) {
    int first = ThreadLocalRandom.current().nextInt();
    for (int probe = 0; probe < PROBES; probe++) {
      int slot = first + probe & SLOTS - 1;
      if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, task)) {
        return slot;
      }
    }
    return NO_SLOT;
  }

  /** Returns false if somebody has removed {@code task} before; {@code slot} must be one. */
  boolean remove(int slot, Task task) {
    return slots.compareAndSet(slot, task, null);
  }

  void announce() {
    for (int slot = 0; slot < SLOTS; slot++) {
      Task task = slots.getAcquire(slot);
      if (task != null) {
        task.announce();
      }
    }
  }
}
