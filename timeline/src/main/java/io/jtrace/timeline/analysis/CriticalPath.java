package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Stacks;
import io.jtrace.timeline.table.Strings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a stretch of a thread's time was really for: from its end backwards, and at the end of each
 * wait on to the thread that ended it. Segments follow each other without gap; they and each of the
 * sums add up to the length of the range.
 *
 * @param thread in which the path ends
 * @param segments in order of time
 * @param threads sums by thread, most time first
 * @param states sums by state and what ended it
 * @param sites sums by the innermost frame outside the JDK
 */
public record CriticalPath(
    int thread,
    TimeRange range,
    List<Segment> segments,
    List<Sum> threads,
    List<Sum> states,
    List<Sum> sites) {
  /** What is known of the end of a segment. */
  public enum Reason {
    RUNS("ran, or wanted to"),
    NOT_RECORDED("what it did is not recorded"),
    WAKING("was woken and had not gone on yet"),
    TIMER("until its time was up"),
    NETWORK("for the network"),
    FILE("for a file"),
    UNFINISHED("had not ended by then"),
    UNKNOWN("nobody is recorded who ended it"),
    NO_LIFE("the thread was not there; who started it is not recorded");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    /** Returns the reason for people. */
    public String sentence() {
      return sentence;
    }
  }

  /**
   * A stretch of one thread in one state.
   *
   * @param span that it is a part of, or -1 where the thread did not live
   * @param operation in which the thread waited; null where not known
   * @param subject what it waited for; null where not known
   * @param site the innermost frame outside the JDK; null without a stack
   * @param leadsBy by what the thread let that of the next segment go on; null if it is the same
   */
  public record Segment(
      int span,
      int thread,
      String threadName,
      long startNanos,
      long endNanos,
      State state,
      Reason reason,
      @Nullable String operation,
      @Nullable String subject,
      @Nullable String site,
      Flows.@Nullable Kind leadsBy) {
    /** Returns the length. */
    public long durationNanos() {
      return endNanos - startNanos;
    }

    static Segment of(
        Trace trace,
        int thread,
        int span,
        TimeRange range,
        Reason reason,
        Flows.@Nullable Kind leadsBy) {
      int stack = span < 0 ? Stacks.NONE : trace.spans().stack(span);
      return new Segment(
          span,
          thread,
          trace.threadName(thread),
          range.startNanos(),
          range.endNanos(),
          span < 0 ? State.UNDETERMINED : trace.spans().state(span),
          reason,
          span < 0 ? null : text(trace, trace.spans().operation(span)),
          span < 0 ? null : text(trace, trace.spans().subject(span)),
          stack == Stacks.NONE ? null : Grouping.startSite(trace, stack),
          leadsBy);
    }

    private static @Nullable String text(Trace trace, int id) {
      return id == Strings.NONE ? null : trace.strings().at(id);
    }
  }

  /**
   * Segments taken together.
   *
   * @param key what they have in common; empty where that is not recorded
   * @param thread of all of them, or -1
   */
  public record Sum(String key, int thread, long count, long totalNanos, long maxNanos) {}

  /** Copies the lists. */
  public CriticalPath {
    segments = List.copyOf(segments);
    threads = List.copyOf(threads);
    states = List.copyOf(states);
    sites = List.copyOf(sites);
  }

  /** Returns the path to what {@code thread} did at the end of {@code range}. */
  public static CriticalPath of(Trace trace, int thread, TimeRange range) {
    List<Segment> segments = new PathWalk(trace, range).walk(thread);
    return new CriticalPath(
        thread,
        range,
        segments,
        sums(segments, Segment::thread, Segment::threadName, true),
        sums(segments, CriticalPath::stateOf, CriticalPath::stateOf, false),
        sums(segments, CriticalPath::siteOf, CriticalPath::siteOf, false));
  }

  private static String stateOf(Segment segment) {
    return segment.reason() == Reason.RUNS
        ? segment.state().label()
        : segment.state().label() + ": " + segment.reason().sentence();
  }

  private static String siteOf(Segment segment) {
    return segment.site() == null ? "" : segment.site();
  }

  private static <K> List<Sum> sums(
      List<Segment> segments,
      Function<Segment, K> keys,
      Function<Segment, String> names,
      boolean byThread) {
    Map<K, List<Segment>> groups = new LinkedHashMap<>();
    segments.forEach(
        segment ->
            groups.computeIfAbsent(keys.apply(segment), k -> new ArrayList<>()).add(segment));
    return groups.values().stream()
        .map(group -> sum(group, names.apply(group.get(0)), byThread))
        .sorted(Comparator.comparingLong((Sum sum) -> -sum.totalNanos()).thenComparing(Sum::key))
        .toList();
  }

  private static Sum sum(List<Segment> group, String name, boolean byThread) {
    Tally tally = new Tally();
    group.forEach(segment -> tally.add(segment.durationNanos()));
    return new Sum(
        name, byThread ? group.get(0).thread() : -1, tally.count, tally.totalNanos, tally.maxNanos);
  }
}
