package io.jtrace.timeline.jfr;

import io.jtrace.timeline.jfr.Program.Source;
import io.jtrace.timeline.table.FrameKind;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.Stacks;
import io.jtrace.timeline.table.Strings;
import org.jspecify.annotations.Nullable;

/**
 * Reads stack traces into the prefix tree.
 *
 * <p>A recording has few distinct frames and writes them over and over: what a frame became is
 * remembered for the chunk. Where all of a frame is integers, as every JVM writes it, frames are
 * read without interpreting their program.
 *
 * <p>Stacks of events that hooks write begin with the hook. These frames are left out, as nothing
 * of the program is in them.
 */
final class StackLoader {
  private static final FrameKind[] KINDS = FrameKind.values();

  private final ConstantPools constants;
  private final Dictionaries dictionaries;
  private final FrameMemo memo = new FrameMemo();
  private int[] frames = new int[64];
  private long[] integers = new long[256];

  private Schema schema = Schema.empty();

  StackLoader(ConstantPools constants, Dictionaries dictionaries) {
    this.constants = constants;
    this.dictionaries = dictionaries;
  }

  /** Begins a chunk. */
  void begin(Schema newSchema) {
    schema = newSchema;
    memo.clear();
  }

  /** Reads the stack at the cursor and returns its id; {@link Stacks#NONE} if it has no frames. */
  int load(PoolType type, Cursor cursor) {
    Program frameReader = type.frameReader();
    if (frameReader == null) {
      return Stacks.NONE;
    }
    StructValues stack = new StructValues(type.reader());
    stack.read(cursor);
    cursor.position((int) stack.at(1));
    int count = cursor.count();
    if (frames.length < count) {
      frames = new int[Math.max(count, frames.length * 2)];
    }
    readFrames(frameReader, type.frameLayout(), cursor, count);
    int parent = stack.at(0) != 0 ? dictionaries.truncatedRoot() : Stacks.NONE;
    Stacks.Builder stacks = dictionaries.stacks();
    int top = hookFrames(count);
    for (int i = count - 1; i >= top; i--) {
      parent = stacks.push(parent, frames[i]);
    }
    return parent;
  }

  /** Returns how many of the innermost frames are of hooks. */
  private int hookFrames(int count) {
    int top = 0;
    while (top < count && constants.isHook(dictionaries.frames().className(frames[top]))) {
      top++;
    }
    return top;
  }

  private void readFrames(Program frameReader, int @Nullable [] layout, Cursor cursor, int count) {
    @Nullable Source[] sources = frameReader.sources();
    if (layout != null) {
      readIntegers(layout, sources, cursor, count);
      return;
    }
    StructValues frame = new StructValues(frameReader);
    for (int i = 0; i < count; i++) {
      frame.read(cursor);
      frames[i] =
          frame(
              sources,
              frame.at(PoolType.FRAME_METHOD),
              frame.at(PoolType.FRAME_LINE),
              frame.at(PoolType.FRAME_TYPE));
    }
  }

  private void readIntegers(int[] meanings, @Nullable Source[] sources, Cursor cursor, int count) {
    long total = (long) meanings.length * count;
    if (total > cursor.remaining()) {
      throw new CorruptDataException(count + " frames in " + cursor.remaining() + " bytes");
    }
    if (integers.length < total) {
      integers = new long[(int) Math.max(total, integers.length * 2L)];
    }
    cursor.varints(integers, 0, (int) total);
    int at = 0;
    for (int i = 0; i < count; i++) {
      long method = 0;
      int line = 0;
      long type = 0;
      for (int meaning : meanings) {
        long value = integers[at++];
        switch (meaning) {
          case PoolType.FRAME_METHOD -> method = value;
          case PoolType.FRAME_LINE -> line = Math.max(0, (int) value); // -1: unknown
          case PoolType.FRAME_TYPE -> type = value;
          default -> {}
        }
      }
      frames[i] = remembered(sources, method, line, type);
    }
  }

  private int remembered(@Nullable Source[] sources, long method, int line, long type) {
    long key = FrameMemo.key(method, line, type);
    int known = key < 0 ? -1 : memo.frame(key);
    if (known < 0) {
      known = frame(sources, method, line, type);
      if (key >= 0) {
        memo.put(key, known);
      }
    }
    return known;
  }

  private int frame(@Nullable Source[] sources, long methodKey, long line, long type) {
    Source method = sources[PoolType.FRAME_METHOD];
    int pool = method == null ? -1 : schema.poolIndexOf(method, PoolType.Kind.METHOD);
    int className = Strings.NONE;
    int methodName;
    if (pool < 0) {
      methodName = dictionaries.unknownName();
    } else {
      long names = constants.methodNames(pool, methodKey);
      className = (int) (names >>> 32);
      methodName = (int) names;
    }
    boolean hasLine = sources[PoolType.FRAME_LINE] != null && line > 0 && line <= Integer.MAX_VALUE;
    return dictionaries
        .frames()
        .intern(
            className,
            methodName,
            hasLine ? (int) line : Frames.NO_LINE,
            kind(sources[PoolType.FRAME_TYPE], type));
  }

  private FrameKind kind(@Nullable Source source, long value) {
    if (source == null) {
      return FrameKind.UNKNOWN;
    }
    int pool = schema.poolIndexOf(source, PoolType.Kind.FRAME_TYPE);
    if (pool >= 0) {
      return KINDS[constants.resolve(pool, value)];
    }
    int text = constants.text(source, value);
    return text == Strings.NONE
        ? FrameKind.UNKNOWN
        : FrameTypes.kind(dictionaries.texts().at(text));
  }
}
