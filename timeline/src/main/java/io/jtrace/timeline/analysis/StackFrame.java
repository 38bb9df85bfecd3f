package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.FrameKind;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.Stacks;
import java.util.ArrayList;
import java.util.List;

/**
 * A frame of a stack, for people.
 *
 * @param method as {@code com.acme.Foo.bar}
 * @param line the source line, or {@link Frames#NO_LINE}
 */
public record StackFrame(String method, int line, FrameKind kind) {
  /** Returns the frames of {@code stack}, innermost first; none for {@link Stacks#NONE}. */
  public static List<StackFrame> of(Trace trace, int stack) {
    List<StackFrame> result = new ArrayList<>();
    for (int node = stack; node != Stacks.NONE; node = trace.stacks().parent(node)) {
      int frame = trace.stacks().frame(node);
      result.add(
          new StackFrame(
              trace.frames().method(frame, trace.strings()),
              trace.frames().line(frame),
              trace.frames().kind(frame)));
    }
    return result;
  }
}
