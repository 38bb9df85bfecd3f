package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A task starts that was handed to an executor before, written by its worker. */
@Name("jtrace.TaskQueued")
@Label("Task Queued")
@Description("A task of an executor starts, in the thread that writes this")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
@RemoveFields({"duration", "stackTrace"})
public final class TaskQueuedEvent extends Event {

  @Label("Executor")
  @Description("Identity hash code")
  public long executor;

  @Label("Executor Class")
  public @Nullable Class<?> executorClass;

  @Label("Task Class")
  public @Nullable Class<?> task;

  @Label("Queued")
  @Description("Nanoseconds from its submission to now")
  public long queuedNanos;

  @Label("Submitter")
  @Description("Null if it is gone")
  public @Nullable Thread submitter;

  @Label("Queue Size")
  @Description("Tasks that wait now, -1 if unknown")
  public int queueSize;

  /** Fills in all but the size of the queue. */
  void tell(QueuedTask.Submission submission, Object started, Object ofExecutor) {
    executor = System.identityHashCode(ofExecutor);
    executorClass = ofExecutor.getClass();
    task = started.getClass();
    queuedNanos = System.nanoTime() - submission.nanoTime;
    submitter = submission.submitter.get();
  }
}
