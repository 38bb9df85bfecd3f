package io.jtrace.timeline.table;

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
    /** Open addressing over all four parts; holds frame + 1, and 0 where free. */
    private int[] slots = new int[1 << 10];

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
      if (lines.size() * 2 >= slots.length) {
        grow();
      }
      byte kindOrdinal = (byte) kind.ordinal();
      int slot = slotOf(className, methodName, line, kindOrdinal);
      if (slots[slot] == 0) {
        classNames.add(className);
        methodNames.add(methodName);
        lines.add(line);
        kinds.add(kindOrdinal);
        slots[slot] = lines.size();
      }
      return slots[slot] - 1;
    }

    private int slotOf(int className, int methodName, int line, byte kind) {
      long key = ((long) methodName << 32) | ((className * 31 + line) & 0xffffffffL);
      int mask = slots.length - 1;
      int slot = (int) (((key ^ kind) * 0x9E3779B97F4A7C15L) >>> 32) & mask;
      while (slots[slot] != 0) {
        int frame = slots[slot] - 1;
        if (lines.at(frame) == line
            && methodNames.at(frame) == methodName
            && classNames.at(frame) == className
            && kinds.at(frame) == kind) {
          return slot;
        }
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    private void grow() {
      slots = new int[slots.length * 2];
      for (int frame = 0; frame < lines.size(); frame++) {
        int slot =
            slotOf(classNames.at(frame), methodNames.at(frame), lines.at(frame), kinds.at(frame));
        slots[slot] = frame + 1;
      }
    }

    /** Returns the number of frames interned so far. */
    public int size() {
      return lines.size();
    }

    /** Returns the id of the class name of a frame, or {@link Strings#NONE}. */
    public int className(int frame) {
      return classNames.at(frame);
    }

    /** Returns the id of the method name of a frame. */
    public int methodName(int frame) {
      return methodNames.at(frame);
    }

    /** Returns the line of a frame, or {@link #NO_LINE}. */
    public int line(int frame) {
      return lines.at(frame);
    }

    /** Returns how the method of a frame ran. */
    public FrameKind kind(int frame) {
      return FrameKind.at(kinds.at(frame));
    }

    /** Returns the frames interned so far; the builder may go on growing. */
    public Frames build() {
      return new Frames(this);
    }
  }
}
