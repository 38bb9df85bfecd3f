package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Stacks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Which threads and spans of a trace a {@link SpanFilter} lets through. Texts and stacks are looked
 * at once each. Not safe for use by several threads.
 */
public final class SpanMatcher {
  private static final byte UNKNOWN = 0;
  private static final byte YES = 1;
  private static final byte NO = 2;

  private final Trace trace;
  private final List<IntPredicate> threadTests = new ArrayList<>();
  private final List<IntPredicate> spanTests = new ArrayList<>();

  SpanMatcher(Trace trace, List<FilterTerm> terms) {
    this.trace = trace;
    terms.stream()
        .sorted(Comparator.comparing(term -> term.condition() instanceof FilterTerm.Text))
        .forEach(this::add);
  }

  private void add(FilterTerm term) {
    IntPredicate test = test(term.condition());
    (term.isOfThread() ? threadTests : spanTests).add(term.isNegated() ? test.negate() : test);
  }

  /** Returns whether {@code thread} passes; its spans may still not. */
  public boolean thread(int thread) {
    return all(threadTests, thread);
  }

  /** Returns whether {@code span} of a thread that passes does so, too. */
  public boolean span(int span) {
    return all(spanTests, span);
  }

  private static boolean all(List<IntPredicate> tests, int id) {
    for (IntPredicate test : tests) {
      if (!test.test(id)) {
        return false;
      }
    }
    return true;
  }

  private IntPredicate test(FilterTerm.Condition condition) {
    Spans spans = trace.spans();
    if (condition instanceof FilterTerm.Name name) {
      return thread -> name.text().test(trace.threadName(thread));
    }
    if (condition instanceof FilterTerm.Is is) {
      return test(is.property());
    }
    if (condition instanceof FilterTerm.States states) {
      return span -> states.states().contains(spans.state(span));
    }
    if (condition instanceof FilterTerm.Length length) {
      return span -> {
        long nanos = spans.durationNanos(span);
        return nanos >= length.leastNanos() && nanos <= length.mostNanos();
      };
    }
    if (condition instanceof FilterTerm.Time time) {
      return span -> time.range().touches(spans.startNanos(span), spans.endNanos(span));
    }
    FilterTerm.Text text = (FilterTerm.Text) condition;
    return switch (text.place()) {
      case OPERATION -> textTest(text.text(), spans::operation);
      case SUBJECT -> textTest(text.text(), spans::subject);
      case FRAME -> frameTest(text.text());
    };
  }

  private IntPredicate test(FilterTerm.Property property) {
    Spans spans = trace.spans();
    return switch (property) {
      case PINNED -> spans::isPinned;
      case TIMED_OUT -> spans::isTimedOut;
      case PROVEN -> spans::isProven;
      case VIRTUAL -> thread -> trace.threads().kind(thread) == ThreadKind.VIRTUAL;
      case PLATFORM -> thread -> trace.threads().kind(thread) == ThreadKind.PLATFORM;
      case JVM -> thread -> trace.threads().kind(thread) == ThreadKind.JVM;
    };
  }

  private interface StringOf {
    int string(int span);
  }

  private IntPredicate textTest(Predicate<String> text, StringOf stringOf) {
    byte[] known = new byte[trace.strings().size()];
    return span -> {
      int string = stringOf.string(span);
      if (string < 0) {
        return false;
      }
      if (known[string] == UNKNOWN) {
        known[string] = text.test(trace.strings().at(string)) ? YES : NO;
      }
      return known[string] == YES;
    };
  }

  /** A stack has what its caller's stack has, so each frame is looked at once. */
  private IntPredicate frameTest(Predicate<String> text) {
    byte[] stacks = new byte[trace.stacks().size()];
    byte[] frames = new byte[trace.frames().size()];
    return span -> {
      int stack = trace.spans().stack(span);
      return stack != Stacks.NONE && hasFrame(stack, text, stacks, frames);
    };
  }

  private boolean hasFrame(int stack, Predicate<String> text, byte[] stacks, byte[] frames) {
    int node = stack;
    byte answer = NO;
    for (; node != Stacks.NONE; node = trace.stacks().parent(node)) {
      if (stacks[node] != UNKNOWN) {
        answer = stacks[node];
        break;
      }
      int frame = trace.stacks().frame(node);
      if (frames[frame] == UNKNOWN) {
        String method = trace.frames().method(frame, trace.strings());
        frames[frame] = text.test(method) ? YES : NO;
      }
      if (frames[frame] == YES) {
        answer = YES;
        break;
      }
    }
    for (int seen = stack; seen != node; seen = trace.stacks().parent(seen)) {
      stacks[seen] = answer;
    }
    return answer == YES;
  }
}
