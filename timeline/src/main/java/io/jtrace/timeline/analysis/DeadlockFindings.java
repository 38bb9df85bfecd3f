package io.jtrace.timeline.analysis;

import io.jtrace.timeline.analysis.Deadlocks.Deadlock;
import io.jtrace.timeline.analysis.Deadlocks.Member;
import io.jtrace.timeline.analysis.Finding.Measure;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.List;
import java.util.stream.Collectors;

/** {@link Deadlocks} as findings. */
final class DeadlockFindings {
  private DeadlockFindings() {}

  static void look(Trace trace, TimeRange range, Findings.Collector found) {
    Deadlocks deadlocks = Deadlocks.of(trace, range);
    if (!deadlocks.recorded()) {
      found.unknown(FindingKind.DEADLOCK);
    }
    deadlocks.deadlocks().forEach(deadlock -> found.add(finding(trace, range, deadlock)));
  }

  private static Finding finding(Trace trace, TimeRange range, Deadlock deadlock) {
    List<Member> members = deadlock.members();
    Member first = members.get(0);
    return new Finding(
        FindingKind.DEADLOCK,
        members.stream()
            .map(member -> member.threadName() + " waits for ")
            .collect(Collectors.joining("", "", first.threadName())),
        List.of(
            Measure.count("threads", members.size()),
            Measure.nanos("seen for", deadlock.seen().durationNanos())),
        null,
        deadlock.seen(),
        members.stream()
            .mapToLong(member -> SpansIn.nanos(trace.spans(), range, member.span()))
            .sum(),
        String.valueOf(first.thread()));
  }
}
