package io.jtrace.api;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * What a thread works for: a task, and labels such as {@code tenant=acme}. Immutable.
 *
 * <pre>{@code
 * Context context = Context.current().with("tenant", tenant);
 * context.run(() -> serve(request));       // a scope of this thread
 * pool.execute(context.wrap(refresh));     // the same in another one
 * Executor carrying = Context.carrying(pool); // always that of who submits
 * }</pre>
 *
 * <p>A virtual thread begins with the context of the thread that creates it. Platform threads begin
 * without, because a worker of a pool would keep the context of the request that happened to start
 * it.
 */
public final class Context {

  /*
   * A scoped value would not reach the threads of a plain executor, and would need a second set of classes for newer
   * JDKs. An inheritable thread local reaches every virtual thread, those of a StructuredTaskScope too.
   */
  private static final Context NONE = new Context(null, Map.of());
  private static final InheritableThreadLocal<Context> CURRENT = new OfVirtualThreads();

  /** Whether any thread has ever had a context: programs without must not pay for the look-up. */
  @SuppressWarnings("NonFinalStaticField") // goes to true once
  private static boolean used;

  private final @Nullable Task task;
  private final Map<String, String> labels;
  private final String labelsText;

  /** What another thread inherits: the same, marked. Null if this is marked itself. */
  private final @Nullable Context source;

  /** What was entered, if this has taken its place since; else null. */
  private final @Nullable Context entered;

  private Context(@Nullable Task task, Map<String, String> labels) {
    this(task, labels, null);
  }

  private Context(@Nullable Task task, Map<String, String> labels, @Nullable Context entered) {
    this.entered = entered;
    this.task = task;
    this.labels = labels;
    labelsText = text(labels);
    source = null;
  }

  private Context(Context source) {
    task = source.task;
    labels = source.labels;
    labelsText = source.labelsText;
    entered = null;
    this.source = source;
  }

  private static final class OfVirtualThreads extends InheritableThreadLocal<Context> {
    @Override
    protected Context childValue(Context parent) {
      return parent.source == null ? new Context(parent) : parent;
    }
  }

  /** Returns what the current thread works for. */
  public static Context current() {
    if (!used) {
      return NONE;
    }
    Context context = CURRENT.get();
    return context == null ? NONE : context.source == null ? context : inherited(context);
  }

  private static Context inherited(Context marked) {
    Context context = VirtualThreads.isCurrent() && marked.source != null ? marked.source : NONE;
    CURRENT.set(context);
    return context;
  }

  /** Returns a context without task and labels. */
  public static Context none() {
    return NONE;
  }

  /** Returns this context with another task. */
  public Context with(Task other) {
    return new Context(Objects.requireNonNull(other, "other"), labels);
  }

  /** Returns this context with one more label, or another value for it. */
  public Context with(String key, String value) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    Map<String, String> more = new TreeMap<>(labels);
    more.put(key, value);
    return new Context(task, Map.copyOf(more));
  }

  /** Returns this context without a label. */
  public Context without(String key) {
    Map<String, String> fewer = new TreeMap<>(labels);
    return fewer.remove(key) == null ? this : new Context(task, Map.copyOf(fewer));
  }

  /**
   * Starts a task with these labels, as a part of this task if there is one. The context of the
   * thread stays what it is.
   */
  public Task startTask(String type) {
    return Task.start(type, this);
  }

  /** Returns the task, or null. */
  public @Nullable Task task() {
    return task;
  }

  /** Returns the labels. */
  public Map<String, String> labels() {
    return labels;
  }

  /** Returns the labels as events have them: {@code key=value}, sorted, one a line. */
  String labelsText() {
    return labelsText;
  }

  private static String text(Map<String, String> labels) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(labels)
        .forEach(
            (key, value) ->
                text.append(text.length() == 0 ? "" : "\n").append(key).append('=').append(value));
    return text.toString();
  }

  /**
   * Makes this the context of the current thread until the scope is closed; for good, if it never
   * is. Scopes of a thread nest.
   */
  public Scope enter() {
    Context before = current();
    Context inside = entered == null ? this : new Context(task, labels);
    inside.become();
    return new Scope(inside, before, Thread.currentThread());
  }

  /**
   * Makes this the context of the current thread within the scope that it is in; what the thread
   * had before that scope comes back when the scope is closed. For libraries that set values
   * without a scope, as the MDC of logging does.
   */
  public void replaceCurrent() {
    new Context(task, labels, current().scope()).become();
  }

  private Context scope() {
    return entered == null ? this : entered;
  }

  /** Runs {@code body} with this context, in the current thread. */
  public void run(Runnable body) {
    Context before = current();
    become();
    try {
      body.run();
    } finally {
      before.become();
    }
  }

  /** Calls {@code body} with this context, in the current thread. */
  public <T> T call(Callable<T> body) throws Exception {
    Context before = current();
    become();
    try {
      return body.call();
    } finally {
      before.become();
    }
  }

  private void become() {
    used = true;
    CURRENT.set(this);
    if (Jfr.isThere()) {
      write(new LabelsEvent());
    }
  }

  private void write(LabelsEvent event) {
    if (event.isEnabled()) {
      event.taskId = Task.idOf(task);
      event.labels = labelsText;
      event.commit();
    }
  }

  /** Returns {@code body} such that it runs with this context in whatever thread. */
  public Runnable wrap(Runnable body) {
    Objects.requireNonNull(body, "body");
    return () -> run(body);
  }

  /** Returns {@code body} such that it is called with this context in whatever thread. */
  public <T> Callable<T> wrap(Callable<T> body) {
    Objects.requireNonNull(body, "body");
    return () -> call(body);
  }

  /** Returns an executor that runs tasks with the context of who submits them. */
  public static Executor carrying(Executor executor) {
    Objects.requireNonNull(executor, "executor");
    return body -> executor.execute(current().wrap(body));
  }

  /** Returns an executor that runs tasks with the context of who submits them. */
  public static ExecutorService carrying(ExecutorService executor) {
    return new CarryingExecutor(executor);
  }

  /** A stretch of a thread in which it has another context than before. */
  public static final class Scope implements AutoCloseable {
    private final Context inside;
    private final Context before;
    private final Thread thread;
    private boolean closed;

    private Scope(Context inside, Context before, Thread thread) {
      this.inside = inside;
      this.before = before;
      this.thread = thread;
    }

    /** Gives the thread back the context that it had before. */
    @Override
    public void close() {
      if (Thread.currentThread() != thread) {
        misuse("scope closed by another thread");
      } else if (closed) {
        misuse("scope closed twice");
      } else {
        leave();
      }
    }

    private void leave() {
      if (current().scope() != inside) {
        misuse("scope closed before one inside it");
      }
      closed = true;
      before.become();
    }

    private void misuse(String kind) {
      String name = inside.task == null ? inside.labelsText : inside.task.type();
      Misuse.report(kind, name, inside.task);
    }
  }
}
