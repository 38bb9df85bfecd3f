package io.jtrace.timeline.table;

import java.util.HashMap;
import java.util.Map;

/**
 * Distinct stack frames with dense ids from 0: a method, a line and how the method ran.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Frames {
  /** The line of a frame whose line is not known. */
  public static final int NO_LINE = -1;

  private final IntColumn classNames;
  private final IntColumn methodNames;
  private final IntColumn lines;
  private final ByteColumn kinds;

  private Frames(Builder builder) {
    classNames = builder.classNames.build();
    methodNames = builder.methodNames.build();
    lines = builder.lines.build();
    kinds = builder.kinds.build();
  }

  /** Returns the id of the class name ({@code com.acme.Foo$Bar}), or {@link Strings#NONE}. */
  public int className(int frame) {
    return classNames.at(frame);
  }

  /** Returns the id of the method name. */
  public int methodName(int frame) {
    return methodNames.at(frame);
  }

  /** Returns the source line, from 1, or {@link #NO_LINE}. */
  public int line(int frame) {
    return lines.at(frame);
  }

  /** Returns how the method ran. */
  public FrameKind kind(int frame) {
    return FrameKind.at(kinds.at(frame));
  }

  /** Returns the number of frames; ids are below it. */
  public int size() {
    return lines.size();
  }

  /** Returns the frame as {@code class.method}, without line. */
  public String method(int frame, Strings strings) {
    int className = className(frame);
    String method = strings.at(methodName(frame));
    return className == Strings.NONE ? method : strings.at(className) + "." + method;
  }

  /** A growing set of frames. Not safe for use by several threads. */
  public static final class Builder {
    private record Key(int className, int methodName, int line, FrameKind kind) {}

    private final Map<Key, Integer> ids = new HashMap<>();
    private final IntColumn.Builder classNames = new IntColumn.Builder();
    private final IntColumn.Builder methodNames = new IntColumn.Builder();
    private final IntColumn.Builder lines = new IntColumn.Builder();
    private final ByteColumn.Builder kinds = new ByteColumn.Builder();

    /** Continues {@code base}: its ids keep their meaning. */
    public static Builder from(Frames base) {
      Builder builder = new Builder();
      for (int frame = 0; frame < base.size(); frame++) {
        builder.intern(
            base.className(frame), base.methodName(frame), base.line(frame), base.kind(frame));
      }
      return builder;
    }

    /** Returns the id of this frame, adding it when it is new. Names are string ids. */
    public int intern(int className, int methodName, int line, FrameKind kind) {
      Integer known = ids.putIfAbsent(new Key(className, methodName, line, kind), lines.size());
      if (known != null) {
        return known;
      }
      classNames.add(className);
      methodNames.add(methodName);
      lines.add(line);
      kinds.add((byte) kind.ordinal());
      return lines.size() - 1;
    }

    /** Returns the frames interned so far; the builder may go on growing. */
    public Frames build() {
      return new Frames(this);
    }
  }
}
