package io.jtrace.agent.trigger;

import io.jtrace.agent.options.Trigger;
import io.jtrace.agent.record.Daemon;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import jdk.jfr.consumer.EventStream;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/**
 * Triggers about events, read by JFR from its own files about a second after they were written.
 *
 * <p>Nothing is read unless a trigger wants it. What our own threads do fires nothing.
 */
final class EventTriggers implements AutoCloseable {

  private final Incident.Listener listener;
  private final @Nullable EventStream stream;

  private EventTriggers(Incident.Listener listener, @Nullable EventStream stream) {
    this.listener = listener;
    this.stream = stream;
  }

  /**
   * Begins to read.
   *
   * @param since events that end before it fire nothing
   * @throws IOException if JFR has no files to read
   */
  static EventTriggers start(List<Trigger> triggers, Instant since, Incident.Listener listener)
      throws IOException {
    boolean isNeeded =
        triggers.stream()
            .anyMatch(
                trigger ->
                    switch (trigger.kind()) {
                      case LOCK, REGION, TASK, EXCEPTION -> true;
                      case GC, HEAP, STALL, DEADLOCK -> false;
                    });
    EventStream stream = isNeeded ? EventStream.openRepository() : null;
    EventTriggers made = new EventTriggers(listener, stream);
    if (stream != null) {
      stream.setStartTime(since);
      stream.setReuse(true);
      stream.setOrdered(false);
      triggers.forEach(trigger -> made.subscribe(trigger, stream));
      Daemon.start("jtrace-events", stream::start); // JFR's own thread would keep the program alive
    }
    return made;
  }

  private void subscribe(Trigger trigger, EventStream stream) {
    switch (trigger.kind()) {
      case LOCK -> timed(stream, "jdk.JavaMonitorEnter", trigger, EventTriggers::lock);
      case REGION -> timed(stream, "jtrace.Region", trigger, event -> name(event, "region"));
      case TASK -> timed(stream, "jtrace.Task", trigger, event -> name(event, "task"));
      case EXCEPTION -> {
        Predicate<String> isMeant = trigger.nameTest();
        stream.onEvent("jdk.JavaExceptionThrow", event -> thrown(trigger, isMeant, event));
        stream.onEvent("jdk.JavaErrorThrow", event -> thrown(trigger, isMeant, event));
      }
      case GC, HEAP, STALL, DEADLOCK -> {
        // told by JvmTriggers and TriggerWatch
      }
    }
  }

  private void timed(
      EventStream stream,
      String type,
      Trigger trigger,
      Function<RecordedEvent, String> description) {
    Predicate<String> isMeant = trigger.nameTest();
    boolean isNamed = trigger.kind().isNamed();
    stream.onEvent(
        type,
        event -> {
          long nanos = event.getDuration().toNanos();
          if (nanos > trigger.limitNanos()
              && (!isNamed || isMeant.test(text(event, "type")))
              && !isOurs(event)) {
            listener.happened(
                trigger, description.apply(event) + " took " + Lengths.text(nanos) + by(event));
          }
        });
  }

  private static String text(RecordedEvent event, String field) {
    return Objects.requireNonNullElse(event.getString(field), "");
  }

  private static String lock(RecordedEvent event) {
    RecordedClass monitor = event.getClass("monitorClass");
    return "the wait for a monitor of "
        + (monitor == null ? "an unknown class" : monitor.getName());
  }

  private static String name(RecordedEvent event, String what) {
    return "the " + what + " " + text(event, "type");
  }

  private static String by(RecordedEvent event) {
    return event.getThread() == null ? "" : " in thread " + event.getThread().getJavaName();
  }

  private static boolean isOurs(RecordedEvent event) {
    RecordedThread thread = event.getThread();
    String name = thread == null ? null : thread.getJavaName();
    return name != null && name.startsWith(Daemon.PREFIX);
  }

  private void thrown(Trigger trigger, Predicate<String> isMeant, RecordedEvent event) {
    RecordedClass thrown = event.getClass("thrownClass");
    if (thrown != null && isMeant.test(thrown.getName()) && !isOurs(event)) {
      listener.happened(trigger, "a " + thrown.getName() + " was created" + by(event));
    }
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.close();
    }
  }
}
