package io.jtrace.opentelemetry;

import io.jtrace.api.Task;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where OpenTelemetry keeps what is current, and the task of a thread along with it. */
final class TaskStorage implements ContextStorage {

  private final ContextStorage storage;
  private final SpanTasks tasks;

  TaskStorage(ContextStorage storage, SpanTasks tasks) {
    this.storage = storage;
    this.tasks = tasks;
  }

  @Override
  public Scope attach(Context context) {
    Scope scope = storage.attach(context);
    Optional<Task> task = tasks.taskOf(Span.fromContext(context));
    io.jtrace.api.Context current = io.jtrace.api.Context.current();
    if (task.isEmpty() || task.get() == current.task()) {
      return scope;
    }
    io.jtrace.api.Context.Scope ours = current.with(task.get()).enter();
    return () -> {
      ours.close();
      scope.close();
    };
  }

  @Override
  public @Nullable Context current() {
    return storage.current();
  }

  @Override
  public Context root() {
    return storage.root();
  }
}
