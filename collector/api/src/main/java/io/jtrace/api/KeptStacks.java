package io.jtrace.api;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values of a profile, each with the stack of the call that added it. Equal stacks are kept
 * once, so a value takes some fifty bytes, however many there are. Thread safe.
 */
final class KeptStacks {

  /** Frames to keep of a stack, the innermost ones. */
  static final int MAX_FRAMES = 128;

  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final Set<String> OWN =
      Set.of(KeptStacks.class.getName(), Profile.class.getName());

  private static final class Stack {
    private final List<StackTraceElement> frames;
    private long count;

    Stack(List<StackTraceElement> frames) {
      this.frames = frames;
    }
  }

  private final Map<List<StackTraceElement>, Stack> stacks =
      new HashMap<>(); // guarded by this, as is the next
  private final IdentityHashMap<Object, Stack> byValue = new IdentityHashMap<>();

  /** Adds a value; returns false if it is in already. */
  boolean add(Object value, int skip) {
    List<StackTraceElement> frames = callers(skip); // before anybody has to wait
    synchronized (this) {
      if (byValue.containsKey(value)) {
        return false;
      }
      Stack stack = stacks.computeIfAbsent(frames, Stack::new);
      stack.count++;
      byValue.put(value, stack);
      return true;
    }
  }

  private static List<StackTraceElement> callers(int skip) {
    return WALKER.walk(
        frames ->
            frames
                .dropWhile(frame -> OWN.contains(frame.getClassName()))
                .skip(skip)
                .limit(MAX_FRAMES)
                .map(StackWalker.StackFrame::toStackTraceElement)
                .toList());
  }

  synchronized void remove(Object value) {
    Stack stack = byValue.remove(value);
    if (stack != null && --stack.count == 0) {
      stacks.remove(stack.frames);
    }
  }

  synchronized int count() {
    return byValue.size();
  }

  /** Returns how many values each stack has added. */
  synchronized Map<List<StackTraceElement>, Long> counts() {
    Map<List<StackTraceElement>, Long> counts = new HashMap<>();
    stacks.forEach((frames, stack) -> counts.put(frames, stack.count));
    return counts;
  }
}
