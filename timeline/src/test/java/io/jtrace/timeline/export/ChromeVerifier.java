package io.jtrace.timeline.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges Chrome JSON by the rules of Perfetto's importer and of the old viewer: the stricter of
 * both.
 */
final class ChromeVerifier {
  private static final long MAX_ID = (1L << 32) - 1;
  private static final Set<String> PHASES = Set.of("M", "X", "i", "s", "f", "C");

  /** A slice in exact nanoseconds. */
  record Slice(long tid, long startNanos, long endNanos, String name, String category) {}

  private final List<String> problems = new ArrayList<>();
  private final List<Slice> slices = new ArrayList<>();
  private final Map<Long, List<Slice>> rows = new HashMap<>();
  private final Map<Long, Deque<Slice>> open = new HashMap<>();
  private final Map<String, Long> arrowTails = new HashMap<>();
  private final Set<Long> named = new HashSet<>();
  private final Set<String> usedFrames = new HashSet<>();
  private final Map<String, Map<String, Object>> stackFrames = new HashMap<>();
  private int arrows;

  private ChromeVerifier() {}

  static ChromeVerifier verify(String json) throws IOException {
    ChromeVerifier verifier = new ChromeVerifier();
    verifier.expect(json.startsWith("{\"traceEvents\":["), "does not begin with traceEvents", json);
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        verifier.topLevel(parser, parser.currentName());
      }
      verifier.expect(parser.nextToken() == null, "text after the object", json.length());
    }
    verifier.finish();
    return verifier;
  }

  List<String> problems() {
    return problems;
  }

  List<Slice> slices() {
    return slices;
  }

  int arrows() {
    return arrows;
  }

  private void expect(boolean rule, String problem, Object where) {
    if (!rule) {
      String text = where.toString();
      problems.add(problem + ": " + text.substring(0, Math.min(200, text.length())));
    }
  }

  private void topLevel(JsonParser parser, String name) throws IOException {
    parser.nextToken();
    switch (name) {
      case "traceEvents" -> {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          event(object(parser));
        }
      }
      case "stackFrames" -> {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String id = parser.currentName();
          parser.nextToken();
          stackFrames.put(id, object(parser));
        }
      }
      case "displayTimeUnit" -> expect(parser.getText().equals("ns"), "unit", parser.getText());
      default -> parser.skipChildren();
    }
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      Object value =
          token == JsonToken.START_OBJECT
              ? object(parser)
              : token.isNumeric() ? parser.getDecimalValue() : parser.getText();
      if (fields.put(name, value) != null) {
        throw new IOException("the field " + name + " is there twice in " + fields);
      }
    }
    return fields;
  }

  private void event(Map<String, Object> event) {
    String phase = String.valueOf(event.get("ph"));
    expect(PHASES.contains(phase), "unknown phase", event);
    expect(event.get("name") instanceof String name && !name.isEmpty(), "no name", event);
    long pid = number(event, "pid");
    long tid = number(event, "tid");
    expect(pid > 0 && pid <= MAX_ID && tid > 0 && tid <= MAX_ID, "pid or tid", event);
    Object stack = event.get("sf");
    if (stack != null) {
      usedFrames.add(stack.toString());
    }
    switch (phase) {
      case "M" -> {
        if ("thread_name".equals(event.get("name"))) {
          expect(named.add(tid), "a row is named twice", event);
        }
      }
      case "X" -> slice(event, tid);
      case "s" -> {
        Long before = arrowTails.put(String.valueOf(event.get("id")), nanos(event, "ts"));
        expect(before == null, "an arrow begins twice", event);
        expectSlice(event, tid);
      }
      case "f" -> arrowHead(event, tid);
      default -> nanos(event, "ts");
    }
  }

  private void slice(Map<String, Object> event, long tid) {
    long start = nanos(event, "ts");
    Slice slice =
        new Slice(
            tid,
            start,
            start + nanos(event, "dur"),
            String.valueOf(event.get("name")),
            String.valueOf(event.get("cat")));
    List<Slice> row = rows.computeIfAbsent(tid, key -> new ArrayList<>());
    expect(named.contains(tid), "a slice in a row without name", event);
    expect(
        row.isEmpty() || row.get(row.size() - 1).startNanos() <= start,
        "slices of a row are not in order",
        event);
    Deque<Slice> stack = open.computeIfAbsent(tid, key -> new ArrayDeque<>());
    while (!stack.isEmpty() && stack.peek().endNanos() <= start) {
      stack.pop();
    }
    expect(
        stack.isEmpty() || stack.peek().endNanos() >= slice.endNanos(),
        "slices of a row overlap",
        event);
    stack.push(slice);
    row.add(slice);
    slices.add(slice);
  }

  private void arrowHead(Map<String, Object> event, long tid) {
    Long tail = arrowTails.remove(String.valueOf(event.get("id")));
    expect(tail != null && tail <= nanos(event, "ts"), "an arrow ends before it begins", event);
    expect("e".equals(event.get("bp")), "a head binds to a later slice", event);
    expectSlice(event, tid);
    arrows++;
  }

  private void expectSlice(Map<String, Object> event, long tid) {
    long at = nanos(event, "ts");
    expect(
        rows.getOrDefault(tid, List.of()).stream()
            .anyMatch(slice -> slice.startNanos() <= at && at < slice.endNanos()),
        "an end of an arrow lies in no slice",
        event);
  }

  private long number(Map<String, Object> event, String field) {
    expect(event.get(field) instanceof BigDecimal, "no number " + field, event);
    return event.get(field) instanceof BigDecimal number ? number.longValueExact() : 0;
  }

  private long nanos(Map<String, Object> event, String field) {
    expect(event.get(field) instanceof BigDecimal, "no time " + field, event);
    if (!(event.get(field) instanceof BigDecimal micros)) {
      return 0;
    }
    expect(micros.signum() >= 0 && micros.scale() == 3, "not micros with 3 decimals", event);
    return micros.movePointRight(3).longValueExact();
  }

  private void finish() {
    arrowTails.keySet().forEach(id -> expect(false, "an arrow without end", id));
    usedFrames.forEach(id -> expect(stackFrames.containsKey(id), "no stack frame", id));
    stackFrames.forEach(
        (id, frame) -> {
          Object parent = frame.get("parent");
          expect(
              parent == null || stackFrames.containsKey(parent.toString()), "no parent frame", id);
        });
  }
}
