package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.List;

/**
 * Conditions on threads and their spans, as people write them. All must hold:
 *
 * <pre>
 *   exec-\d+                  the thread's name has it: text or a regular expression
 *   name:worker               the same
 *   state:blocked,parked      the span is in one of the states, by their keys
 *   op:park                   the operation has it
 *   lock:PriceCache           what it was about has it; also file: and host:
 *   frame:com.acme            a frame of its stack has it
 *   tag:jdbc                  its stack tells it; also http, tls, dns, grpc: {@link StackTag}
 *   dur&gt;10ms  dur:1ms..5ms     its length; also &lt; &gt;= &lt;=
 *   time:1.2s..1.4s           it touches that time
 *   is:pinned                 also timedOut, proven, virtual, platform, jvm
 *   -frame:Netty  !exec       not
 *   "GC Thread"               quotes keep blanks
 * </pre>
 *
 * <p>Letters match in either case. Immutable and safe to share between threads.
 */
public final class SpanFilter {
  private final List<FilterTerm> terms;

  private SpanFilter(List<FilterTerm> terms) {
    this.terms = List.copyOf(terms);
  }

  /**
   * Reads a filter; the empty text lets everything through.
   *
   * @throws IllegalArgumentException if a condition cannot be understood, with a sentence for the
   *     user
   */
  public static SpanFilter parse(String text) {
    List<FilterTerm> terms = new ArrayList<>();
    for (String word : words(text)) {
      terms.add(FilterTerm.parse(word));
    }
    return new SpanFilter(terms);
  }

  /** Returns whether a thread passes by what it is, whatever its spans. */
  public boolean hasSpanTerms() {
    return terms.stream().anyMatch(term -> !term.isOfThread());
  }

  /** Prepares the filter for a trace. */
  public SpanMatcher in(Trace trace) {
    return new SpanMatcher(trace, terms);
  }

  /** Words are apart by blanks outside of quotes; the quotes are left out. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        isQuoted = !isQuoted;
      } else if (isQuoted || !Character.isWhitespace(c)) {
        word.append(c);
      } else if (!word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }
}
