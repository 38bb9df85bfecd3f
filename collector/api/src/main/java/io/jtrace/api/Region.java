package io.jtrace.api;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A named stretch of code in one thread, from {@link #begin} to {@link #close}.
 *
 * <pre>{@code
 * try (Region region = Region.begin("parse")) {
 *   parse(input);
 * }
 * }</pre>
 *
 * <p>Regions of a thread nest. A region is closed once, by the thread that began it; any other
 * close does nothing but say so in the trace. One that is open when a recording starts or stops is
 * not in the recording.
 */
public final class Region implements AutoCloseable {

  private static final Region NOT_RECORDED = new Region(null, null);

  private final @Nullable RegionEvent event;
  private final @Nullable Thread thread;
  private boolean closed;

  private Region(@Nullable RegionEvent event, @Nullable Thread thread) {
    this.event = event;
    this.thread = thread;
  }

  /**
   * Begins a region of the task that the thread works for. Types are few and constant; they name
   * the region in analyses.
   */
  public static Region begin(String type) {
    Objects.requireNonNull(type, "type");
    return isRecorded() ? begin(new RegionEvent(), type, Context.current().task()) : NOT_RECORDED;
  }

  // To be asked before begin(), which reads the clock even when nothing records.
  private static boolean isRecorded() {
    return Jfr.isThere() && new RegionEvent().isEnabled();
  }

  static Region begin(String type, Task task) {
    Objects.requireNonNull(type, "type");
    return isRecorded() ? begin(new RegionEvent(), type, task) : NOT_RECORDED;
  }

  private static Region begin(RegionEvent event, String type, @Nullable Task task) {
    event.type = type;
    event.taskId = Task.idOf(task);
    event.begin();
    return new Region(event, Thread.currentThread());
  }

  /** Runs {@code body} in a region. */
  public static void run(String type, Runnable body) {
    Region region = begin(type);
    try {
      body.run();
    } finally {
      region.close();
    }
  }

  /** Calls {@code body} in a region. */
  public static <T> T call(String type, Callable<T> body) throws Exception {
    Region region = begin(type);
    try {
      return body.call();
    } finally {
      region.close();
    }
  }

  /** Ends the region and writes it into the recordings that run. */
  @Override
  public void close() {
    if (event == null) {
      return;
    }
    if (Thread.currentThread() != thread) {
      misuse(event, "region closed by another thread");
    } else if (closed) {
      misuse(event, "region closed twice");
    } else {
      closed = true;
      event.commit();
    }
  }

  private static void misuse(RegionEvent event, String kind) {
    Misuse.report(kind, String.valueOf(event.type), event.taskId);
  }
}
