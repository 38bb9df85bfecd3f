package io.jtrace.timeline.jfr;

import io.jtrace.timeline.jfr.Program.Encoding;
import io.jtrace.timeline.jfr.Program.Source;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What each integer of a stack frame is, for frames that are nothing but integers; so they can be
 * read without interpreting a program.
 */
final class FrameLayout {
  private static final int SKIPPED = -1;
  private static final int MAX_INTEGERS = 16;

  private FrameLayout() {}

  /**
   * Returns the meaning of each integer, one of {@link PoolType}'s numbers of frame fields or -1;
   * null if frames of {@code program} have other parts.
   */
  static int @Nullable [] of(Program program) {
    int[] layout = new int[MAX_INTEGERS];
    int size = 0;
    int[] code = program.code();
    for (int pc = 0; pc < code.length; pc = Program.next(code, pc)) {
      boolean isRead = code[pc] == Program.READ;
      if (isRead ? !isPlain(program, code[pc + 1]) : code[pc] != Program.SKIP_VARINTS) {
        return null;
      }
      int count = isRead ? 1 : code[pc + 1];
      if (count > layout.length - size) {
        return null;
      }
      Arrays.fill(layout, size, size + count, isRead ? code[pc + 1] : SKIPPED);
      size += count;
    }
    return Arrays.copyOf(layout, size);
  }

  private static boolean isPlain(Program program, int wanted) {
    Source source = program.sources()[wanted];
    Encoding expected = wanted == PoolType.FRAME_LINE ? Encoding.INT : Encoding.CONSTANT;
    return source != null && source.encoding() == expected;
  }
}
