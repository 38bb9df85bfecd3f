package io.jtrace.web.cli;

import io.jtrace.timeline.jfr.DecodedEvent;
import io.jtrace.timeline.jfr.EventField;
import io.jtrace.timeline.jfr.EventValue;
import io.jtrace.web.api.EventValueText;
import java.util.List;

/** An event for people: a line for each field, and for each frame of a stack. */
final class EventText {
  private static final String INDENT = "  ";

  private final StringBuilder out = new StringBuilder();

  private EventText() {}

  static String of(DecodedEvent event) {
    EventText text = new EventText();
    text.out.append(oneLine(event.type().name())).append(" {\n");
    text.line(INDENT, "startTime", EventValueText.seconds(event.startNanos()) + " s");
    if (event.type().hasDuration()) {
      text.line(INDENT, "duration", EventValueText.length(event.durationNanos()));
    }
    text.fields(INDENT, event.fields());
    text.out.append("}\n\n");
    return text.out.toString();
  }

  private void fields(String indent, List<EventField> fields) {
    for (EventField field : fields) {
      value(indent, oneLine(field.name()), field.value());
    }
  }

  private void value(String indent, String name, EventValue value) {
    if (value instanceof EventValue.None) {
      line(indent, name, "N/A");
    } else if (value instanceof EventValue.Text text) {
      line(indent, name, quoted(text.value()));
    } else if (value instanceof EventValue.Stack stack) {
      stack(indent, name, stack);
    } else if (value instanceof EventValue.Struct struct) {
      out.append(indent).append(name).append(" = {\n");
      fields(indent + INDENT, struct.fields());
      out.append(indent).append("}\n");
    } else {
      line(indent, name, oneLine(EventValueText.of(value)));
    }
  }

  private void stack(String indent, String name, EventValue.Stack stack) {
    out.append(indent).append(name).append(" = [\n");
    for (EventValue.Frame frame : stack.frames()) {
      out.append(indent).append(INDENT).append(oneLine(EventValueText.of(frame))).append('\n');
    }
    if (stack.isTruncated()) {
      out.append(indent).append(INDENT).append("...\n");
    }
    out.append(indent).append("]\n");
  }

  private void line(String indent, String name, String value) {
    out.append(indent).append(name).append(" = ").append(value).append('\n');
  }

  private static String quoted(String text) {
    return '"' + oneLine(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
  }

  /** Terminals obey control characters, so that they must not reach them. */
  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            line.append("\\u%04x".formatted((int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
    return line.toString();
  }
}
