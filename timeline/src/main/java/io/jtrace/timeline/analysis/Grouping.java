package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.Stacks;
import io.jtrace.timeline.table.Strings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How threads are put into groups: each has a key per thread. */
public enum Grouping {
  /** By name, with its last number replaced by {@code *}: the threads of a pool. */
  NAME("name"),
  /** By the code that started the thread; by name where the start was not seen. */
  START_SITE("startSite"),
  /** By {@link ThreadKind}. */
  KIND("kind");

  /**
   * The last run of digits, unless it belongs to a word in the middle of the name ({@code G1 Main
   * Marker}).
   */
  private static final Pattern LAST_NUMBER =
      Pattern.compile("[0-9]+$|(?<![\\p{L}0-9])[0-9]+(?=[^0-9]*$)");

  private final String parameter;

  Grouping(String parameter) {
    this.parameter = parameter;
  }

  /** Returns the name in addresses, such as {@code startSite}. */
  public String parameter() {
    return parameter;
  }

  /** Returns the grouping with this {@link #parameter}. */
  public static Optional<Grouping> named(String parameter) {
    for (Grouping grouping : values()) {
      if (grouping.parameter.equals(parameter)) {
        return Optional.of(grouping);
      }
    }
    return Optional.empty();
  }

  /** Returns the key of the group that {@code thread} is in. */
  public String key(Trace trace, int thread) {
    return keys(trace).of(thread);
  }

  /** Returns a function from threads to keys that computes each key once. */
  Keys keys(Trace trace) {
    return new Keys(this, trace);
  }

  /**
   * Returns which threads are in the group with the key {@code group}; all where it is null, even
   * -1, which stands for a thread that is not known. Not safe for use by several threads.
   */
  public IntPredicate members(Trace trace, @Nullable String group) {
    if (group == null) {
      return thread -> true;
    }
    Keys keys = keys(trace);
    return thread -> thread >= 0 && keys.of(thread).equals(group);
  }

  /** Keys of threads. Not safe for use by several threads. */
  static final class Keys {
    private final Grouping grouping;
    private final Trace trace;
    private final Map<Integer, String> known = new HashMap<>();
    private final boolean hasSeveralJvms;

    private Keys(Grouping grouping, Trace trace) {
      this.grouping = grouping;
      this.trace = trace;
      hasSeveralJvms = hasSeveralJvms(trace);
    }

    private static boolean hasSeveralJvms(Trace trace) {
      for (int thread = 0; thread < trace.threads().size(); thread++) {
        if (trace.threads().jvm(thread) > 0) {
          return true;
        }
      }
      return false;
    }

    /** Threads of two JVMs have nothing to do with each other, however alike their names. */
    String of(int thread) {
      String key = withinJvm(thread);
      return hasSeveralJvms ? "JVM " + (trace.threads().jvm(thread) + 1) + ": " + key : key;
    }

    private String withinJvm(int thread) {
      return switch (grouping) {
        case NAME -> byName(thread);
        case START_SITE -> bySite(thread);
        case KIND -> trace.threads().kind(thread).name().toLowerCase(Locale.ROOT);
      };
    }

    private String byName(int thread) {
      int name = trace.threads().name(thread);
      return known.computeIfAbsent(name, id -> namePattern(trace.strings().at(id)));
    }

    private String bySite(int thread) {
      int stack = trace.threads().startStack(thread);
      if (stack == Stacks.NONE) {
        return namePattern(trace.threadName(thread));
      }
      return known.computeIfAbsent(stack, id -> startSite(trace, id));
    }
  }

  /** Returns {@code name} with its last number replaced by {@code *}. */
  public static String namePattern(String name) {
    return LAST_NUMBER.matcher(name).replaceFirst("*");
  }

  /**
   * Returns the innermost frame of {@code stack} outside the JDK, as {@code class.method:line}; the
   * innermost frame where all are of the JDK.
   */
  static String startSite(Trace trace, int stack) {
    return site(trace, ownFrame(trace, stack));
  }

  /** Returns the method of {@link #startSite}, without the line. */
  static String startMethod(Trace trace, int stack) {
    return trace.frames().method(ownFrame(trace, stack), trace.strings());
  }

  private static int ownFrame(Trace trace, int stack) {
    for (int node = stack; node != Stacks.NONE; node = trace.stacks().parent(node)) {
      int frame = trace.stacks().frame(node);
      if (!isJdk(trace, frame)) {
        return frame;
      }
    }
    return trace.stacks().frame(stack);
  }

  private static boolean isJdk(Trace trace, int frame) {
    int className = trace.frames().className(frame);
    if (className == Strings.NONE) {
      return true;
    }
    String name = trace.strings().at(className);
    return name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.");
  }

  private static String site(Trace trace, int frame) {
    String method = trace.frames().method(frame, trace.strings());
    int line = trace.frames().line(frame);
    return line == Frames.NO_LINE ? method : method + ":" + line;
  }
}
