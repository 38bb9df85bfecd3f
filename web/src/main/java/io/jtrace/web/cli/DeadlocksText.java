package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.Deadlocks;
import io.jtrace.timeline.analysis.StackFrame;
import java.util.List;

/** Threads that wait for each other, for people: who waits for whom, with which lock, and where. */
final class DeadlocksText {
  private static final int FRAMES_SHOWN = 8;

  private DeadlocksText() {}

  static void append(Deadlocks deadlocks, StringBuilder out) {
    for (Deadlocks.Deadlock deadlock : deadlocks.deadlocks()) {
      out.append("\nDeadlock of ").append(deadlock.members().size()).append(" threads, ");
      out.append(since(deadlock.seen().startNanos(), deadlock.isBeginSeen())).append('\n');
      List<Deadlocks.Member> members = deadlock.members();
      for (int i = 0; i < members.size(); i++) {
        member(members.get(i), members.get((i + 1) % members.size()), out);
      }
    }
  }

  private static String since(long nanos, boolean isBeginSeen) {
    return (isBeginSeen ? "since " : "seen since ") + Amounts.duration(nanos);
  }

  private static void member(Deadlocks.Member member, Deadlocks.Member owner, StringBuilder out) {
    out.append("  ").append(member.threadName()).append(" waits for ");
    out.append(member.lock().isEmpty() ? "(lock not recorded)" : member.lock());
    if (member.address() != 0) {
      out.append("@").append(Long.toHexString(member.address()));
    }
    out.append(", which ").append(owner.threadName()).append(" owns, ");
    out.append(since(member.sinceNanos(), member.isBeginSeen())).append('\n');
    List<StackFrame> stack = member.stack();
    for (StackFrame frame : stack.subList(0, Math.min(FRAMES_SHOWN, stack.size()))) {
      out.append("      at ").append(frame.method()).append('\n');
    }
    if (stack.size() > FRAMES_SHOWN) {
      int more = stack.size() - FRAMES_SHOWN;
      out.append("      \u2026 and ").append(Amounts.counted(more, "more frame")).append('\n');
    }
  }
}
