package io.jtrace.api;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A logical operation such as one request, from {@link #start} to {@link #close}, on whatever
 * threads it runs.
 *
 * <pre>{@code
 * try (Task task = Task.start("checkout")) {
 *   task.run(() -> checkout(order)); // regions, messages and tasks in there belong to it
 * }
 * }</pre>
 *
 * <p>Regions and messages are a task's if {@link #region} and {@link #log} make them, or if the
 * thread works for it: {@link #run}, {@link #call}, {@link #enter}, and {@link Context} for other
 * threads.
 *
 * <p>Thread safe. The first {@link #close}, on any thread, ends the task. One that is open when a
 * recording starts is in it as begun before, one that is open when it stops as not ended.
 */
public final class Task implements AutoCloseable {

  // A random start keeps the ids of two copies of this class, in two class loaders, apart.
  private static final AtomicLong NEXT_ID =
      new AtomicLong(ThreadLocalRandom.current().nextLong(1L << 32) << 30 | 1);

  private static final OpenTasks OPEN = OpenTasks.announced();
  private static final VarHandle ID = field("id", long.class);
  private static final VarHandle ENDED = field("ended", boolean.class);

  private final String type;
  private final @Nullable Task parent;

  /** Begun if this task began while something recorded. */
  private final @Nullable TaskEvent event;

  private final int slot;

  /** 0 until somebody asks. */
  @SuppressWarnings("UnusedVariable") // by its handle
  private volatile long id;

  /** Of a task without a slot. */
  @SuppressWarnings("UnusedVariable") // by its handle
  private volatile boolean ended;

  private Task(String type, @Nullable Task parent, Context context) {
    this.type = Objects.requireNonNull(type, "type");
    this.parent = parent;
    slot = OPEN.add(this);
    event = Jfr.isThere() && new TaskBeginEvent().isEnabled() ? begin(context) : null;
  }

  private static VarHandle field(String name, Class<?> type) {
    try {
      return MethodHandles.lookup().findVarHandle(Task.class, name, type);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /**
   * Starts a task, as a part of the one that the thread works for. Types are few and constant; they
   * name the task in analyses.
   */
  public static Task start(String type) {
    return start(type, Context.current());
  }

  static Task start(String type, Context context) {
    return new Task(type, context.task(), context);
  }

  /** Starts a task that is a part of this one. */
  public Task startChild(String type) {
    return new Task(type, this, Context.current());
  }

  private TaskEvent begin(Context context) {
    TaskBeginEvent begin = new TaskBeginEvent();
    begin.id = id();
    begin.parentId = idOf(parent);
    begin.type = type;
    begin.labels = context.labelsText();
    TaskEvent whole = new TaskEvent();
    whole.begin();
    begin.commit();
    return whole;
  }

  /** Writes that this task is open. */
  void announce() {
    TaskOpenEvent open = new TaskOpenEvent();
    open.id = id();
    open.parentId = idOf(parent);
    open.type = type;
    open.commit();
  }

  static long idOf(@Nullable Task task) {
    return task == null ? 0 : task.id();
  }

  /** Returns the id, above 0, by which events name this task; unique in the process. */
  public long id() {
    long known = (long) ID.getOpaque(this);
    if (known != 0) {
      return known;
    }
    long fresh = NEXT_ID.getAndIncrement();
    long other = (long) ID.compareAndExchange(this, 0L, fresh);
    return other == 0 ? fresh : other;
  }

  /** Returns the type that this task was started with. */
  public String type() {
    return type;
  }

  /** Returns the task that this one is a part of, or null. */
  public @Nullable Task parent() {
    return parent;
  }

  /** Begins a region of this task in the current thread. */
  public Region region(String regionType) {
    return Region.begin(regionType, this);
  }

  /** Writes a message that belongs to this task. */
  public void log(String category, String message) {
    Log.log(category, message, this);
  }

  /** Makes the current thread work for this task until the scope is closed. */
  public Context.Scope enter() {
    return Context.current().with(this).enter();
  }

  /** Runs {@code body} for this task, in the current thread. Does not end the task. */
  public void run(Runnable body) {
    Context.current().with(this).run(body);
  }

  /** Calls {@code body} for this task, in the current thread. Does not end the task. */
  public <T> T call(Callable<T> body) throws Exception {
    return Context.current().with(this).call(body);
  }

  /** Ends the task and writes it into the recordings that run. */
  @Override
  public void close() {
    if (!endsNow()) {
      Misuse.report("task closed twice", type, this);
    } else if (Jfr.isThere()) {
      end(event == null ? new TaskEvent() : event);
    }
  }

  private boolean endsNow() {
    return slot == OpenTasks.NO_SLOT
        ? ENDED.compareAndSet(this, false, true)
        : OPEN.remove(slot, this);
  }

  private void end(TaskEvent whole) {
    if (!whole.isEnabled()) {
      return;
    }
    whole.id = id();
    whole.parentId = idOf(parent);
    whole.type = type;
    whole.begunUnseen = event == null;
    whole.commit();
  }

  @Override
  public String toString() {
    return "task " + type;
  }
}
