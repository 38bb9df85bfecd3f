package io.jtrace.web.api;

import io.jtrace.timeline.jfr.DecodedEvent;
import io.jtrace.timeline.jfr.EventField;
import io.jtrace.timeline.jfr.EventValue;
import java.io.IOException;
import java.util.List;

/** Events with all their fields as JSON: the same for the viewer and for {@code jtrace events}. */
public final class EventJson {
  private final Json json;

  private EventJson(Json json) {
    this.json = json;
  }

  /** Writes an event as an object. */
  public static void event(Json json, DecodedEvent event) throws IOException {
    json.object(
        () -> {
          json.field("type", event.type().name());
          json.field("startNanos", event.startNanos());
          if (event.type().hasDuration()) {
            json.field("durationNanos", event.durationNanos());
          }
          json.object("fields", () -> fields(json, event.fields()));
        });
  }

  static void fields(Json json, List<EventField> fields) throws IOException {
    new EventJson(json).fields(fields);
  }

  private void fields(List<EventField> fields) throws IOException {
    for (EventField field : fields) {
      json.name(field.name());
      value(field.value());
    }
  }

  private void value(EventValue value) throws IOException {
    if (value instanceof EventValue.Whole whole) {
      whole(whole);
    } else if (value instanceof EventValue.Real real) {
      json.element(real.value());
    } else if (value instanceof EventValue.Flag flag) {
      json.element(flag.value());
    } else if (value instanceof EventValue.Text text) {
      json.element(text.value());
    } else if (value instanceof EventValue.Length length) {
      json.element(length.nanos());
    } else if (value instanceof EventValue.Moment moment) {
      json.element(EventValueText.instant(moment.epochNanos()));
    } else if (value instanceof EventValue.Size size) {
      json.element(size.bytes());
    } else if (value instanceof EventValue.Address address) {
      json.element("0x" + Long.toHexString(address.value()));
    } else {
      structured(value);
    }
  }

  private void structured(EventValue value) throws IOException {
    if (value instanceof EventValue.OfThread thread) {
      json.object(() -> thread(thread));
    } else if (value instanceof EventValue.Stack stack) {
      json.object(() -> stack(stack));
    } else if (value instanceof EventValue.Frame frame) {
      json.object(() -> frame(frame));
    } else if (value instanceof EventValue.Struct struct) {
      json.object(() -> fields(struct.fields()));
    } else if (value instanceof EventValue.Many many) {
      json.array(many.values(), this::value);
    } else {
      json.element((String) null);
    }
  }

  /** Numbers that no long holds are texts. */
  private void whole(EventValue.Whole whole) throws IOException {
    if (whole.isUnsigned() && whole.value() < 0) {
      json.element(Long.toUnsignedString(whole.value()));
    } else {
      json.element(whole.value());
    }
  }

  private void thread(EventValue.OfThread thread) throws IOException {
    json.field("name", thread.name());
    json.unless(0, "javaId", Math.max(0, thread.javaId()));
    json.unless(0, "osId", Math.max(0, thread.osId()));
  }

  private void stack(EventValue.Stack stack) throws IOException {
    json.field("truncated", stack.isTruncated());
    json.objects("frames", stack.frames(), this::frame);
  }

  private void frame(EventValue.Frame frame) throws IOException {
    json.field("method", frame.method());
    json.unless(0, "line", Math.max(0, frame.line()));
    json.field("bytecodeIndex", frame.bytecodeIndex());
    json.field("type", frame.type());
  }
}
