package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.Stacks;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What contains a text, in any case of letters.
 *
 * @param threads in order of ids
 * @param frames methods on stacks of spans that touch the range, with how many spans have them;
 *     most first
 * @param locks most waiting time first
 * @param groups keys of groups by name
 * @param events of the program's own
 */
public record Search(
    List<NamedThread> threads,
    List<Frame> frames,
    List<LockSummary.Lock> locks,
    List<String> groups,
    List<CustomEventSearch.Match> events) {
  /** A thread whose name matches. */
  public record NamedThread(int thread, String name) {}

  /** A method that matches, and the number of spans with it on their stack. */
  public record Frame(String method, long spans) {}

  /** Copies the lists. */
  public Search {
    threads = List.copyOf(threads);
    frames = List.copyOf(frames);
    locks = List.copyOf(locks);
    groups = List.copyOf(groups);
    events = List.copyOf(events);
  }

  /** Looks for {@code text}; at most {@code limit} of each kind. */
  public static Search of(Trace trace, TimeRange range, String text, int limit) {
    String needle = text.toLowerCase(Locale.ROOT);
    List<NamedThread> threads = new ArrayList<>();
    for (int t = 0; t < trace.threads().size() && threads.size() < limit; t++) {
      if (contains(trace.threadName(t), needle)) {
        threads.add(new NamedThread(t, trace.threadName(t)));
      }
    }
    return new Search(
        threads,
        frames(trace, range, needle, limit),
        LockSummary.of(trace, range).locks().stream()
            .filter(lock -> contains(lock.lock(), needle))
            .limit(limit)
            .toList(),
        ThreadGroups.of(trace, range, Grouping.NAME).groups().stream()
            .map(ThreadGroups.Group::key)
            .filter(key -> contains(key, needle))
            .limit(limit)
            .toList(),
        CustomEventSearch.of(trace, range, needle, limit));
  }

  static boolean contains(String text, String needle) {
    return text.toLowerCase(Locale.ROOT).contains(needle);
  }

  private static List<Frame> frames(Trace trace, TimeRange range, String needle, int limit) {
    BitSet matching = matchingFrames(trace, needle);
    if (matching.isEmpty()) {
      return List.of();
    }
    IntColumn spansPerStack = spansPerStack(trace, range);
    Map<String, Long> counts = new LinkedHashMap<>();
    for (int stack = 0; stack < spansPerStack.size(); stack++) {
      if (spansPerStack.at(stack) > 0) {
        for (String method : methods(trace, stack, matching)) {
          counts.merge(method, (long) spansPerStack.at(stack), Long::sum);
        }
      }
    }
    List<Frame> frames = new ArrayList<>();
    counts.forEach((method, spans) -> frames.add(new Frame(method, spans)));
    frames.sort(
        Comparator.comparingLong((Frame frame) -> -frame.spans).thenComparing(Frame::method));
    return frames.subList(0, Math.min(limit, frames.size()));
  }

  private static BitSet matchingFrames(Trace trace, String needle) {
    BitSet matching = new BitSet();
    for (int frame = 0; frame < trace.frames().size(); frame++) {
      if (contains(trace.frames().method(frame, trace.strings()), needle)) {
        matching.set(frame);
      }
    }
    return matching;
  }

  private static IntColumn spansPerStack(Trace trace, TimeRange range) {
    int[] counts = new int[trace.stacks().size()];
    Spans spans = trace.spans();
    for (int span = 0; span < spans.size(); span++) {
      boolean counted = spans.stack(span) != Stacks.NONE && !spans.isContinued(span);
      if (counted && range.touches(spans.startNanos(span), spans.endNanos(span))) {
        counts[spans.stack(span)]++;
      }
    }
    return IntColumn.of(counts);
  }

  /** A recursive method counts once per stack. */
  private static List<String> methods(Trace trace, int stack, BitSet matching) {
    List<String> methods = new ArrayList<>();
    for (int node = stack; node != Stacks.NONE; node = trace.stacks().parent(node)) {
      int frame = trace.stacks().frame(node);
      if (matching.get(frame)) {
        String method = trace.frames().method(frame, trace.strings());
        if (!methods.contains(method)) {
          methods.add(method);
        }
      }
    }
    return methods;
  }
}
