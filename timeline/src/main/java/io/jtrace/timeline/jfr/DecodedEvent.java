package io.jtrace.timeline.jfr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event with all its fields.
 *
 * @param startNanos since the origin that {@link EventReader} was given
 * @param durationNanos 0 for an instant
 * @param fields as the metadata has them, but for the start and the duration
 */
public record DecodedEvent(
    EventType type, long startNanos, long durationNanos, List<EventField> fields) {
  /**
   * A type of events.
   *
   * @param label its name for people; null if there is none
   * @param hasDuration whether its events last
   * @param fields their names, but for the start and the duration
   */
  public record EventType(
      String name, @Nullable String label, boolean hasDuration, List<String> fields) {
    /** Copies the list. */
    public EventType {
      fields = List.copyOf(fields);
    }

    static EventType of(TypeDescriptor type) {
      return new EventType(
          type.name(),
          type.label(),
          type.indexOf(DURATION) >= 0,
          type.fields().stream().map(FieldDescriptor::name).filter(name -> !isTime(name)).toList());
    }
  }

  private static final String START = "startTime";
  private static final String DURATION = "duration";

  /** Copies the list. */
  public DecodedEvent {
    fields = List.copyOf(fields);
  }

  /** Returns whether a field tells when the event was. */
  static boolean isTime(String field) {
    return field.equals(START) || field.equals(DURATION);
  }

  /** Returns where the event ends. */
  public long endNanos() {
    return startNanos + durationNanos;
  }

  /** Returns a field's value; none if there is no such field. */
  public EventValue value(String field) {
    for (EventField candidate : fields) {
      if (candidate.name().equals(field)) {
        return candidate.value();
      }
    }
    return new EventValue.None();
  }

  /**
   * Returns the thread that the event is of: that which it names as its own, else a sampled one.
   */
  public EventValue.@Nullable OfThread thread() {
    for (String field : List.of("eventThread", "sampledThread")) {
      if (value(field) instanceof EventValue.OfThread thread) {
        return thread;
      }
    }
    return null;
  }
}
