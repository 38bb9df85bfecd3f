package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.FrameKind;
import java.util.List;

/** The value of a field of an event, of whatever type the metadata says. */
public sealed interface EventValue {
  /** No value: a reference to nothing, or a time that was not known. */
  record None() implements EventValue {}

  /** A whole number; one without sign may need all 64 bits. */
  record Whole(long value, boolean isUnsigned) implements EventValue {}

  /** A float or double. */
  record Real(double value) implements EventValue {}

  /** True or false. */
  record Flag(boolean value) implements EventValue {}

  /** A text; also the name of a class in source form, and {@code class.method} for a method. */
  record Text(String value) implements EventValue {}

  /** A length of time; the greatest stands for all that are longer. */
  record Length(long nanos) implements EventValue {}

  /** A point in time on the wall clock. */
  record Moment(long epochNanos) implements EventValue {}

  /** An amount of data. */
  record Size(long bytes) implements EventValue {}

  /** An address in memory. */
  record Address(long value) implements EventValue {}

  /**
   * A thread.
   *
   * @param name that of Java, else of the operating system; empty if it has none
   * @param javaId 0 or less for threads that are none of Java's
   */
  record OfThread(String name, long javaId, long osId) implements EventValue {}

  /** A stack, innermost frame first. */
  record Stack(List<Frame> frames, boolean isTruncated) implements EventValue {
    /** Copies the list. */
    public Stack {
      frames = List.copyOf(frames);
    }
  }

  /**
   * A frame of a stack.
   *
   * @param method {@code class.method}
   * @param line 0 or less where it is not known
   * @param bytecodeIndex -1 where it is not known
   * @param type how it ran, in the words of the recording
   */
  record Frame(String method, int line, int bytecodeIndex, String type) implements EventValue {
    /** Returns how it ran. */
    public FrameKind kind() {
      return FrameTypes.kind(type);
    }
  }

  /** A value with fields of its own. */
  record Struct(List<EventField> fields) implements EventValue {
    /** Copies the list. */
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  /** An array. */
  record Many(List<EventValue> values) implements EventValue {
    /** Copies the list. */
    public Many {
      values = List.copyOf(values);
    }
  }
}
