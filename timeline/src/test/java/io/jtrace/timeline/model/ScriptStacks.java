package io.jtrace.timeline.model;

import io.jtrace.timeline.table.FrameKind;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.Stacks;
import io.jtrace.timeline.table.Strings;

/** The stacks of a {@link TraceScript}. */
final class ScriptStacks {
  private final Strings.Builder strings;
  private final Frames.Builder frames = new Frames.Builder();
  private final Stacks.Builder stacks = new Stacks.Builder();

  ScriptStacks(Strings.Builder strings) {
    this.strings = strings;
  }

  /** Reads {@code innermost.frame:12<its.caller}; empty text is no stack. */
  int of(String text) {
    int stack = Stacks.NONE;
    String[] methods = text.isEmpty() ? new String[0] : text.split("<", -1);
    for (int i = methods.length - 1; i >= 0; i--) {
      stack = stacks.push(stack, frame(methods[i]));
    }
    return stack;
  }

  private int frame(String text) {
    int colon = text.indexOf(':');
    String method = colon < 0 ? text : text.substring(0, colon);
    int line = colon < 0 ? Frames.NO_LINE : Integer.parseInt(text.substring(colon + 1));
    int dot = method.lastIndexOf('.');
    int className = dot < 0 ? Strings.NONE : strings.intern(method.substring(0, dot));
    return frames.intern(
        className, strings.intern(method.substring(dot + 1)), line, FrameKind.JIT_COMPILED);
  }

  Frames frames() {
    return frames.build();
  }

  Stacks stacks() {
    return stacks.build();
  }
}
