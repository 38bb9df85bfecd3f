package io.jtrace.opentelemetry;

import io.jtrace.api.Task;
import io.jtrace.api.Trace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * Makes a task of each span that the SDK records: its type is the name that the span starts with,
 * its labels {@value #TRACE_ID} and {@value #SPAN_ID} are the ids, its parent is the task of the
 * parent span if that is one of this process, else the task that the thread works for.
 *
 * <pre>{@code
 * SpanTasks tasks = new SpanTasks();
 * tasks.followContext(); // before the first use of OpenTelemetry's context
 * SdkTracerProvider.builder().addSpanProcessor(tasks) …
 * }</pre>
 *
 * <p>Spans that are sampled out are not shown to a processor, so they are no tasks. Thread safe.
 */
public final class SpanTasks implements SpanProcessor {

  /** Label of a task: the id of its trace, 32 hexadecimal digits. */
  public static final String TRACE_ID = "traceId";

  /** Label of a task: the id of its span, 16 hexadecimal digits. */
  public static final String SPAN_ID = "spanId";

  /** The spans that have not ended; weak, because some programs never end theirs. */
  private final Map<Object, Task> tasks = Collections.synchronizedMap(new WeakHashMap<>());

  /** Makes a processor that has seen no span. */
  public SpanTasks() {}

  /**
   * Has threads work for the task of the span that is current: then regions, messages and waits of
   * these threads belong to it. OpenTelemetry takes that only before its context is first used, and
   * logs a warning if it is too late.
   */
  public void followContext() {
    ContextStorage.addWrapper(storage -> new TaskStorage(storage, this));
  }

  /** Returns the task of a span that has not ended. */
  Optional<Task> taskOf(Span span) {
    return span.getSpanContext().isValid()
        ? Optional.ofNullable(tasks.get(span))
        : Optional.empty();
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    io.jtrace.api.Context current = io.jtrace.api.Context.current();
    io.jtrace.api.Context parent =
        taskOf(Span.fromContext(parentContext)).map(current::with).orElse(current);
    tasks.put(span, labelled(parent, span.getSpanContext()).startTask(span.getName()));
  }

  /** Labels are written with the begin of a task, and only then. */
  private static io.jtrace.api.Context labelled(io.jtrace.api.Context context, SpanContext span) {
    return Trace.isEnabled()
        ? context.with(TRACE_ID, span.getTraceId()).with(SPAN_ID, span.getSpanId())
        : context;
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    Task task = tasks.remove(span);
    if (task != null) {
      task.close();
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }
}
