package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Paths that can be followed with a finger, and what holds for all of them. */
class CriticalPathTest {
  private static final long MS = 1_000_000;

  private static List<String> path(Trace trace, int thread, long fromMillis, long toMillis) {
    return CriticalPath.of(trace, thread, new TimeRange(fromMillis * MS, toMillis * MS))
        .segments()
        .stream()
        .map(CriticalPathTest::text)
        .toList();
  }

  private static String text(CriticalPath.Segment segment) {
    return "%s %d-%d %s %s%s"
        .formatted(
            segment.threadName(),
            segment.startNanos() / MS,
            segment.endNanos() / MS,
            segment.state().label(),
            segment.reason(),
            segment.leadsBy() == null ? "" : " " + segment.leadsBy());
  }

  @Example
  void wait_leadsToWhatItsWakerWaitedFor() {
    Trace trace =
        TraceScript.of(
            "a: RUNNING 0-10, BLOCKED 10-60 lock=M2, RUNNING 60-70",
            "b: RUNNING 0-20, BLOCKED 20-50 lock=M1, RUNNING 50-70",
            "c: RUNNING 0-15, SLEEPING 15-40 op=sleep stack=C.nap<C.run, RUNNING 40-70",
            "@flow MONITOR_HANDOVER b 60 a 60",
            "@flow MONITOR_HANDOVER c 50 b 50");
    assertThat(path(trace, 0, 0, 70))
        .containsExactly(
            "c 0-15 running RUNS",
            "c 15-40 sleeping TIMER",
            "c 40-50 running RUNS MONITOR_HANDOVER",
            "b 50-60 running RUNS MONITOR_HANDOVER",
            "a 60-70 running RUNS");
    CriticalPath inside = CriticalPath.of(trace, 0, new TimeRange(10 * MS, 60 * MS));
    assertThat(inside.threads())
        .extracting(sum -> sum.key() + " " + sum.totalNanos() / MS + " " + sum.thread())
        .containsExactly("c 40 2", "b 10 1");
    assertThat(inside.states())
        .extracting(CriticalPath.Sum::key)
        .containsExactly("running", "sleeping: until its time was up");
    assertThat(inside.sites()).extracting(CriticalPath.Sum::key).contains("", "C.nap");
  }

  @Example
  void waitThatNobodyIsKnownToHaveEnded_staysWhereItIs() {
    Trace trace =
        TraceScript.of(
            "a: PARKED 0-10, PARKED 10-20 timedOut, SOCKET_IO 20-30, FILE_IO 30-40, UNDETERMINED 40-50, WAITING 50-90",
            "poller: RUNNING 0-90",
            "virtual v: PARKED 0-30, RUNNABLE 30-40, RUNNING 40-90",
            "@flow TIMER poller 30 v 30");
    assertThat(path(trace, 0, 5, 60))
        .containsExactly(
            "a 5-10 parked UNKNOWN",
            "a 10-20 parked TIMER",
            "a 20-30 socket I/O NETWORK",
            "a 30-40 file I/O FILE",
            "a 40-50 undetermined NOT_RECORDED",
            "a 50-60 waiting UNFINISHED");
    assertThat(path(trace, 2, 0, 50))
        .containsExactly("v 0-30 parked TIMER", "v 30-40 runnable RUNS", "v 40-50 running RUNS");
  }

  @Example
  void wakerThatWaitsByThen_didItBefore() {
    Trace trace =
        TraceScript.of(
            "a: BLOCKED 0-50, RUNNING 50-60",
            "b: RUNNING 0-45, WAITING 45-60",
            "@flow MONITOR_HANDOVER b 50 a 50");
    assertThat(path(trace, 0, 0, 60))
        .containsExactly(
            "b 0-45 running RUNS MONITOR_HANDOVER",
            "a 45-50 blocked WAKING",
            "a 50-60 running RUNS");
    assertThat(path(trace, 0, 47, 60))
        .containsExactly("a 47-50 blocked WAKING", "a 50-60 running RUNS");
  }

  @Example
  void wakerThatHasEndedByThen_didItBefore() {
    Trace trace =
        TraceScript.of(
            "a: BLOCKED 0-50, RUNNING 50-60",
            "b: RUNNING 0-20",
            "@flow MONITOR_HANDOVER b 50 a 50");
    assertThat(path(trace, 0, 0, 60))
        .containsExactly(
            "b 0-20 running RUNS MONITOR_HANDOVER",
            "a 20-50 blocked WAKING",
            "a 50-60 running RUNS");
  }

  @Example
  void task_leadsToWhoSubmittedIt() {
    Trace busy =
        TraceScript.of("main: RUNNING 0-60", "w: RUNNING 0-60", "@flow SUBMIT main 20 w 30");
    assertThat(path(busy, 1, 0, 50))
        .containsExactly(
            "main 0-20 running RUNS SUBMIT", "w 20-30 running RUNS", "w 30-50 running RUNS");
    Trace idle =
        TraceScript.of(
            "main: RUNNING 0-60",
            "w: RUNNING 0-10, PARKED 10-28, RUNNING 28-60",
            "@flow SUBMIT main 20 w 30");
    assertThat(path(idle, 1, 0, 50))
        .containsExactly(
            "main 0-20 running RUNS SUBMIT",
            "w 20-28 parked WAKING",
            "w 28-30 running RUNS",
            "w 30-50 running RUNS");
  }

  @Example
  void threadThatBegan_leadsToWhoStartedIt() {
    Trace trace =
        TraceScript.of(
            "main: RUNNING 0-50", "t: RUNNING 20-40 startedBy=main", "lost: RUNNING 30-50");
    assertThat(path(trace, 1, 10, 50))
        .containsExactly(
            "main 10-20 running RUNS START",
            "t 20-40 running RUNS",
            "t 40-50 undetermined NO_LIFE");
    assertThat(path(trace, 2, 10, 50))
        .containsExactly("lost 10-30 undetermined NO_LIFE", "lost 30-50 running RUNS");
  }

  @Example
  void twoThatWokeEachOther_endTheWalk() {
    Trace trace =
        TraceScript.of(
            "a: RUNNING 0-10, PARKED 10-50, RUNNING 50-60",
            "b: RUNNING 0-20, PARKED 20-50, RUNNING 50-60",
            "@flow UNPARK b 50 a 50",
            "@flow UNPARK a 50 b 50");
    assertThat(path(trace, 0, 0, 60))
        .containsExactly(
            "b 0-20 running RUNS", "b 20-50 parked UNKNOWN UNPARK", "a 50-60 running RUNS");
  }

  @Property(tries = 300)
  void path_coversTheRangeExactlyAndItsSumsClose(@ForAll long seed) {
    Random random = new Random(seed);
    Trace trace = randomTrace(random);
    long from = random.nextInt(1000);
    TimeRange range = new TimeRange(from, from + random.nextInt(1000));
    int thread = random.nextInt(trace.threads().size());
    CriticalPath path = CriticalPath.of(trace, thread, range);
    long at = range.startNanos();
    for (CriticalPath.Segment segment : path.segments()) {
      assertThat(segment.startNanos()).isEqualTo(at);
      assertThat(segment.endNanos()).isGreaterThan(at);
      at = segment.endNanos();
      assertThat(trace.spans().at(segment.thread(), segment.startNanos()))
          .isEqualTo(segment.span());
    }
    assertThat(at).isEqualTo(range.endNanos());
    for (List<CriticalPath.Sum> sums : List.of(path.threads(), path.states(), path.sites())) {
      assertThat(sums.stream().mapToLong(CriticalPath.Sum::totalNanos).sum())
          .isEqualTo(range.durationNanos());
    }
  }

  private static Trace randomTrace(Random random) {
    int threads = 1 + random.nextInt(5);
    StringBuilder text = new StringBuilder("@trace 0-2000ns");
    for (int thread = 0; thread < threads; thread++) {
      text.append("\nt").append(thread).append(": ");
      long now = random.nextInt(300);
      for (int span = 0; span < 1 + random.nextInt(12); span++) {
        long end = now + 1 + random.nextInt(20) * 10L;
        State state = State.at(random.nextInt(State.count()));
        String parent = span == 0 && thread > 0 && now > 0 ? " startedBy=t0" : "";
        text.append("%s %d-%dns%s, ".formatted(state, now, end, parent));
        now = end;
      }
      text.setLength(text.length() - 2);
    }
    String[] kinds = {"UNPARK", "NOTIFY", "MONITOR_HANDOVER", "SUBMIT", "TIMER"};
    Trace drawn = TraceScript.of(text.toString());
    for (int flow = 0; flow < random.nextInt(40); flow++) {
      int span = random.nextInt(drawn.spans().size());
      long to = drawn.spans().endNanos(span);
      text.append(
          "\n@flow %s t%d %dns t%d %dns"
              .formatted(
                  kinds[random.nextInt(kinds.length)],
                  random.nextInt(threads),
                  Math.max(0, to - random.nextInt(3) * 20L),
                  drawn.spans().thread(span),
                  to));
    }
    return TraceScript.of(text.toString());
  }
}
