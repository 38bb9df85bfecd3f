package io.jtrace.timeline.jfr;

import io.jtrace.timeline.jfr.Program.Source;
import io.jtrace.timeline.table.FrameKind;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.Stacks;
import io.jtrace.timeline.table.Strings;
import org.jspecify.annotations.Nullable;

/** Reads stack traces into the prefix tree. */
final class StackLoader {
  private static final FrameKind[] KINDS = FrameKind.values();

  private final ConstantPools constants;
  private final Dictionaries dictionaries;
  private int[] frames = new int[64];

  StackLoader(ConstantPools constants, Dictionaries dictionaries) {
    this.constants = constants;
    this.dictionaries = dictionaries;
  }

  /** Reads the stack at the cursor and returns its id; {@link Stacks#NONE} if it has no frames. */
  int load(Schema schema, PoolType type, Cursor cursor) {
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
    StructValues frame = new StructValues(frameReader);
    for (int i = 0; i < count; i++) {
      frame.read(cursor);
      frames[i] = frame(schema, frameReader.sources(), frame);
    }
    int parent = stack.at(0) != 0 ? dictionaries.truncatedRoot() : Stacks.NONE;
    for (int i = count - 1; i >= 0; i--) {
      parent = dictionaries.stacks().push(parent, frames[i]);
    }
    return parent;
  }

  private int frame(Schema schema, @Nullable Source[] sources, StructValues values) {
    Source method = sources[PoolType.FRAME_METHOD];
    int pool = method == null ? -1 : schema.poolIndexOf(method, PoolType.Kind.METHOD);
    int className = Strings.NONE;
    int methodName;
    if (pool < 0) {
      methodName = dictionaries.unknownName();
    } else {
      long names = constants.methodNames(pool, values.at(PoolType.FRAME_METHOD));
      className = (int) (names >>> 32);
      methodName = (int) names;
    }
    long line = sources[PoolType.FRAME_LINE] == null ? 0 : values.at(PoolType.FRAME_LINE);
    return dictionaries
        .frames()
        .intern(
            className,
            methodName,
            line > 0 && line <= Integer.MAX_VALUE ? (int) line : Frames.NO_LINE,
            kind(schema, sources[PoolType.FRAME_TYPE], values.at(PoolType.FRAME_TYPE)));
  }

  private FrameKind kind(Schema schema, @Nullable Source source, long value) {
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
