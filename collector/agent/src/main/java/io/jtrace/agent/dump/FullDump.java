package io.jtrace.agent.dump;

import io.jtrace.agent.dump.DumpedThread.LockUse;
import io.jtrace.agent.dump.DumpedThread.Relation;
import io.jtrace.agent.spi.StackProfile.Frame;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Writes threads as Go does when it panics: {@code goroutine 8 [state, 3 minutes, ...]:} and two
 * lines a frame. Locks are lines of their own below their frame, which Go has not.
 */
final class FullDump {

  private final Writer out;
  private final LockOwners owners;

  FullDump(Writer out, LockOwners owners) {
    this.out = out;
    this.owners = owners;
  }

  void write(DumpedThread thread) throws IOException {
    out.append("goroutine ").append(Long.toString(thread.id())).append(" [");
    out.append(thread.state().isEmpty() ? "unknown state" : words(thread.state()));
    age(thread.waitNanos());
    if (!thread.name().isEmpty()) {
      out.append(", thread ").append(inBrackets(thread.name()));
    }
    out.append(thread.isVirtual() ? ", virtual" : ", group " + inBrackets(thread.group()));
    if (thread.isDaemon() && !thread.isVirtual()) {
      out.append(", daemon");
    }
    out.append("]:\n");
    for (int depth = 0; depth < thread.frames().size(); depth++) {
      frame(thread.frames().get(depth));
      locks(thread, depth);
    }
    if (thread.frames().isEmpty()) {
      locks(thread, 0);
    }
    out.append('\n');
  }

  private static String words(String state) {
    return state.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void age(long waitNanos) throws IOException {
    long minutes = TimeUnit.NANOSECONDS.toMinutes(waitNanos);
    long seconds = TimeUnit.NANOSECONDS.toSeconds(waitNanos);
    if (minutes >= 1) {
      out.append(", ").append(Long.toString(minutes)).append(" minutes");
    } else if (seconds >= 1) {
      out.append(", ").append(Long.toString(seconds)).append(" seconds");
    }
  }

  /** What would end the brackets or the line too early is replaced. */
  private static String inBrackets(String text) {
    return text.replaceAll("[\\[\\]\\p{Cntrl}]", "_");
  }

  private void frame(Frame frame) throws IOException {
    out.append(frame.method()).append("(...)\n\t");
    out.append(frame.file().isEmpty() ? "??" : frame.file());
    out.append(':').append(Integer.toString(frame.line())).append('\n');
  }

  private void locks(DumpedThread thread, int depth) throws IOException {
    for (LockUse use : thread.locks()) {
      if (use.depth() == depth && !isOwnWait(thread, use)) {
        out.append("\t- ").append(use.relation().words()).append(" <").append(use.lock());
        out.append('>');
        long owner = use.relation() == Relation.HOLDS ? 0 : owners.of(use);
        if (owner != 0 && use.relation() != Relation.WAITS_ON) {
          out.append(", held by goroutine ").append(Long.toString(owner));
        }
        out.append('\n');
      }
    }
  }

  private static boolean isOwnWait(DumpedThread thread, LockUse use) {
    return use.relation() == Relation.HOLDS && !thread.holds(use);
  }
}
