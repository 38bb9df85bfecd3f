package io.jtrace.timeline.jfr;

import io.jtrace.timeline.jfr.EventValue.Text;
import java.util.ArrayList;
import java.util.List;

/** What people call threads, classes, methods and stacks. */
record WellKnown(List<EventField> fields) {
  private static final String UNKNOWN = "?";

  /** Returns the value of a struct whose fields are decoded. */
  static EventValue value(String typeName, List<EventField> fields) {
    WellKnown struct = new WellKnown(fields);
    return switch (typeName) {
      case "java.lang.Thread" -> struct.thread();
      case "java.lang.Class" -> new Text(ClassNames.sourceForm(struct.text("name", UNKNOWN)));
      case "jdk.types.Method" -> struct.method();
      case "jdk.types.StackFrame" -> struct.frame();
      case "jdk.types.StackTrace" -> struct.stack();
      default ->
          fields.size() == 1 && fields.get(0).value() instanceof Text text
              ? text
              : new EventValue.Struct(fields);
    };
  }

  private EventValue thread() {
    String javaName = text("javaName", "");
    return new EventValue.OfThread(
        javaName.isEmpty() ? text("osName", "") : javaName,
        number("javaThreadId", 0),
        number("osThreadId", 0));
  }

  private EventValue method() {
    String type = text("type", "");
    String name = text("name", UNKNOWN);
    return new Text(type.isEmpty() ? name : type + "." + name);
  }

  private EventValue frame() {
    return new EventValue.Frame(
        text("method", UNKNOWN),
        (int) number("lineNumber", 0),
        (int) number("bytecodeIndex", -1),
        text("type", ""));
  }

  private EventValue stack() {
    List<EventValue.Frame> frames = new ArrayList<>();
    if (value("frames") instanceof EventValue.Many many) {
      for (EventValue value : many.values()) {
        if (value instanceof EventValue.Frame frame) {
          frames.add(frame);
        }
      }
    }
    boolean isTruncated = value("truncated") instanceof EventValue.Flag flag && flag.value();
    return new EventValue.Stack(frames, isTruncated);
  }

  private String text(String field, String otherwise) {
    return value(field) instanceof Text text ? text.value() : otherwise;
  }

  private long number(String field, long otherwise) {
    return value(field) instanceof EventValue.Whole number ? number.value() : otherwise;
  }

  private EventValue value(String name) {
    for (EventField field : fields) {
      if (field.name().equals(name)) {
        return field.value();
      }
    }
    return new EventValue.None();
  }
}
