package io.jtrace.web.api;

import io.jtrace.timeline.jfr.DecodedEvent;
import io.jtrace.timeline.jfr.EventCatalog;
import io.jtrace.timeline.jfr.EventField;
import io.jtrace.timeline.jfr.EventQuery;
import io.jtrace.timeline.jfr.EventValue;
import io.jtrace.timeline.model.Threads;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All events of the recording, with all fields. They are read from the recording again when
 * somebody asks; what the trace was made of is not all there is.
 */
final class RecordedEventsEndpoint {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 500;
  private static final Set<String> SHOWN_APART = Set.of("eventThread", "stackTrace");

  private final LoadedTrace loaded;
  private final Trace trace;
  private @Nullable EventCatalog catalog;
  private @Nullable Map<Long, Integer> threads;

  RecordedEventsEndpoint(LoadedTrace loaded) {
    this.loaded = loaded;
    trace = loaded.trace();
  }

  JsonEndpoint.Body types(Parameters parameters) {
    TimeRange range = parameters.range(trace);
    EventCatalog all = asked(this::catalog);
    List<EventCatalog.TypeCount> types = asked(() -> all.types(range.startNanos(), end(range)));
    return json ->
        json.object(
            () -> {
              json.field("unreadable", all.unreadableEvents());
              json.objects("types", types, type -> write(json, type));
            });
  }

  JsonEndpoint.Body events(Parameters parameters) {
    TimeRange range = parameters.range(trace);
    EventQuery query =
        new EventQuery(
            Set.of(parameters.text("type")),
            range.startNanos(),
            end(range),
            threads(parameters.query().text("thread", "")));
    int offset = parameters.count("offset", 0, 0, EventCatalog.MAX_OFFSET);
    int limit = parameters.count("limit", DEFAULT_LIMIT, 0, MAX_LIMIT);
    Predicate<DecodedEvent> filter = filter(parameters.query().text("q", ""));
    EventCatalog.Page page = asked(() -> catalog().page(query, filter, offset, limit));
    return json ->
        json.object(
            () -> {
              json.field("count", page.count());
              json.objects("events", page.events(), event -> write(json, event));
            });
  }

  /** The last moment of the trace is within it. */
  private long end(TimeRange range) {
    return range.endNanos() == trace.facts().durationNanos() ? Long.MAX_VALUE : range.endNanos();
  }

  private interface Question<T> {
    T ask() throws IOException;
  }

  private static <T> T asked(Question<T> question) {
    try {
      return question.ask();
    } catch (IOException e) {
      throw new IllegalArgumentException("the recording cannot be read: " + e.getMessage(), e);
    }
  }

  private synchronized EventCatalog catalog() throws IOException {
    if (catalog == null) {
      catalog = EventCatalog.of(loaded.openEvents());
    }
    return catalog;
  }

  /** A thread is chosen by its name, or its id in Java. */
  private static List<String> threads(String thread) {
    return thread.isEmpty() ? List.of() : List.of(thread);
  }

  private static @Nullable Predicate<DecodedEvent> filter(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return wanted.isEmpty() ? null : event -> contains(event.fields(), wanted);
  }

  private static boolean contains(List<EventField> fields, String wanted) {
    return fields.stream().anyMatch(field -> contains(field.value(), wanted));
  }

  private static boolean contains(EventValue value, String wanted) {
    return value instanceof EventValue.Stack stack
        ? stack.frames().stream().anyMatch(frame -> contains(frame, wanted))
        : EventValueText.of(value).toLowerCase(Locale.ROOT).contains(wanted);
  }

  private static void write(Json json, EventCatalog.TypeCount type) throws IOException {
    json.field("name", type.type().name());
    json.field("label", type.type().label());
    json.field("count", type.count());
    json.field("bytes", type.sizeBytes());
    json.field("lasts", type.type().hasDuration());
    json.array("fields", shown(type.type().fields()), json::element);
  }

  private static List<String> shown(List<String> fields) {
    return fields.stream().filter(name -> !SHOWN_APART.contains(name)).toList();
  }

  private void write(Json json, DecodedEvent event) throws IOException {
    json.field("start", event.startNanos());
    json.field("end", event.endNanos());
    EventValue.OfThread thread = event.thread();
    json.unless(-1, "thread", thread == null ? -1 : idOf(thread));
    json.field("threadName", thread == null ? null : thread.name());
    json.array("values", () -> values(json, event));
    if (event.value("stackTrace") instanceof EventValue.Stack stack) {
      json.objects("stack", stack.frames(), frame -> write(json, frame));
    } else {
      json.none("stack");
    }
  }

  private static void values(Json json, DecodedEvent event) throws IOException {
    for (EventField field : event.fields()) {
      if (!SHOWN_APART.contains(field.name())) {
        json.element(
            field.value() instanceof EventValue.None ? null : EventValueText.of(field.value()));
      }
    }
  }

  private static void write(Json json, EventValue.Frame frame) throws IOException {
    json.field("method", frame.method());
    json.unless(0, "line", Math.max(0, frame.line()));
    json.field("kind", SpanEndpoint.kind(frame.kind()));
  }

  /** Returns the id that the trace has for a thread, or -1. */
  private int idOf(EventValue.OfThread thread) {
    return ids().getOrDefault(key(thread.javaId(), thread.osId()), -1);
  }

  private synchronized Map<Long, Integer> ids() {
    if (threads == null) {
      Threads all = trace.threads();
      Map<Long, Integer> ids = new HashMap<>();
      for (int id = 0; id < all.size(); id++) {
        ids.putIfAbsent(key(all.javaId(id), all.osId(id)), id);
      }
      threads = ids;
    }
    return threads;
  }

  /** Threads that are none of Java's are told apart by their ids in the operating system. */
  private static long key(long javaId, long osId) {
    return javaId > 0 ? javaId : -1 - osId;
  }
}
