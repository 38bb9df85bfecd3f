package io.jtrace.agent.dump;

import io.jtrace.agent.dump.DumpedThread.LockUse;
import io.jtrace.agent.dump.DumpedThread.Relation;
import io.jtrace.agent.spi.StackProfile.Frame;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the virtual threads from a thread dump as text, one at a time.
 *
 * <p>JDK 21 writes {@code #22 "name" virtual} and frames; newer ones add the state, {@code at }
 * before frames, and lines on locks. Lines of another form, such as the rest of a name with line
 * breaks, are passed over.
 */
final class VirtualThreads {

  private static final Pattern HEAD = Pattern.compile("#([0-9]{1,18}) \"(.*)\" virtual(.*)");
  private static final Pattern STATE = Pattern.compile("\\b([A-Z_]{3,})\\b");
  private static final Pattern LOCK =
      Pattern.compile("- ([a-z ]+) <([^>,]+)(?:, owner #([0-9]{1,18}))?.*>?");

  /** Takes threads. */
  interface Sink<X extends Exception> {
    void thread(DumpedThread thread) throws X;
  }

  private final CodeFrames codeFrames = new CodeFrames();
  private @Nullable Matcher head;
  private List<Frame> frames = new ArrayList<>();
  private List<LockUse> locks = new ArrayList<>();

  private VirtualThreads() {}

  /**
   * Reads a dump.
   *
   * @throws CharacterCodingException if it is no text
   */
  static void read(BufferedReader dump, Sink<IOException> sink) throws IOException {
    VirtualThreads threads = new VirtualThreads();
    for (String line = dump.readLine(); line != null; line = dump.readLine()) {
      threads.line(line, sink);
    }
    threads.end(sink);
  }

  private void line(String line, Sink<IOException> sink) throws IOException {
    if (line.startsWith("#")) {
      end(sink);
      Matcher matcher = HEAD.matcher(line);
      head = matcher.matches() ? matcher : null;
    } else if (head != null && line.startsWith("    ")) {
      inside(line.strip());
    }
  }

  private void inside(String text) {
    if (!text.startsWith("- ")) {
      frames.add(codeFrames.parse(text.startsWith("at ") ? text.substring(3) : text));
      return;
    }
    Matcher matcher = LOCK.matcher(text);
    if (matcher.matches()) {
      for (Relation relation : Relation.values()) {
        if (relation.words().equals(matcher.group(1))) {
          String owner = matcher.group(3);
          locks.add(
              new LockUse(
                  Math.max(0, frames.size() - 1),
                  relation,
                  matcher.group(2),
                  owner == null ? 0 : Long.parseLong(owner)));
        }
      }
    }
  }

  private void end(Sink<IOException> sink) throws IOException {
    Matcher thread = head;
    if (thread != null) {
      Matcher state = STATE.matcher(thread.group(3));
      sink.thread(
          new DumpedThread(
              Long.parseLong(thread.group(1)),
              thread.group(2),
              "VirtualThreads",
              true,
              true,
              state.find() ? state.group(1) : "",
              frames,
              locks,
              DumpedThread.UNKNOWN));
    }
    head = null;
    frames = new ArrayList<>();
    locks = new ArrayList<>();
  }
}
