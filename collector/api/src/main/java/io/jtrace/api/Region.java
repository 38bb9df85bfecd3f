package io.jtrace.api;

import java.util.Objects;
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
 * <p>Regions of a thread nest. A region is closed by the thread that began it; closing it again
 * does nothing. One that is open when a recording starts or stops is not in the recording.
 */
public final class Region implements AutoCloseable {

  private static final Region NOT_RECORDED = new Region(null);

  private @Nullable RegionEvent event;

  private Region(@Nullable RegionEvent event) {
    this.event = event;
  }

  /** Begins a region. Types are few and constant; they name the region in analyses. */
  public static Region begin(String type) {
    return begin(type, 0);
  }

  static Region begin(String type, long taskId) {
    Objects.requireNonNull(type, "type");
    // Asking before begin() matters: begin() reads the clock even when nothing records.
    RegionEvent event = new RegionEvent();
    if (!event.isEnabled()) {
      return NOT_RECORDED;
    }
    event.type = type;
    event.taskId = taskId;
    event.begin();
    return new Region(event);
  }

  /** Ends the region and writes it into the recordings that run. */
  @Override
  public void close() {
    RegionEvent ended = event;
    if (ended != null) {
      event = null;
      ended.commit();
    }
  }
}
