package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jtrace.timeline.analysis.Deadlocks.Deadlock;
import io.jtrace.timeline.analysis.Deadlocks.Member;
import io.jtrace.timeline.analysis.WaitGraph.Evidence;
import io.jtrace.timeline.analysis.WaitGraph.Holder;
import io.jtrace.timeline.analysis.WaitGraph.Wait;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WaitGraphTest {
  private static final long MS = 1_000_000;

  /** First c has the cache and waits for the database, then a, then b. */
  private static final Trace CACHE =
      TraceScript.of(
          "a: RUNNING 0-10, BLOCKED 10-40 lock=Cache address=16 other=c stack=A.get, RUNNING 40-60",
          "b: RUNNING 0-20, BLOCKED 20-60 lock=Cache address=16 other=a stack=B.get",
          "c: RUNNING 0-15, SOCKET_IO 15-40 subject=db:1 stack=C.read<C.load, RUNNING 40-60");

  @Test
  void owner_isWhoLetsGoNext() {
    Holder holder = only(WaitGraph.at(CACHE, 30 * MS));

    assertThat(holder.threadName()).isEqualTo("c");
    assertThat(holder.state()).isEqualTo(State.SOCKET_IO);
    assertThat(holder.site()).contains("C.read");
    assertThat(holder.waits())
        .extracting(Wait::depth, Wait::threadName, Wait::lock, Wait::address, Wait::evidence)
        .containsExactly(
            tuple(1, "a", "Cache", 16L, Evidence.LET_GO),
            tuple(1, "b", "Cache", 16L, Evidence.LET_GO));
    assertThat(only(WaitGraph.at(CACHE, 50 * MS)).threadName()).isEqualTo("a");
  }

  @Test
  void instantWithoutWaits_hasNoHolders() {
    assertThat(WaitGraph.at(CACHE, 5 * MS)).isEqualTo(new WaitGraph(5 * MS, 0, List.of()));
  }

  @Test
  void ownerThatWaitsItself_isALinkOfAChain() {
    Trace trace =
        TraceScript.of(
            "a: RUNNING 0-10, BLOCKED 10-50 lock=L address=1 other=b, RUNNING 50-60",
            "b: RUNNING 0-20, BLOCKED 20-40 lock=M address=2 other=c, RUNNING 40-60",
            "d: RUNNING 0-25, BLOCKED 25-55 lock=L address=1 other=a, RUNNING 55-60",
            "c: RUNNING 0-60");

    Holder holder = only(WaitGraph.at(trace, 30 * MS));

    assertThat(holder.threadName()).isEqualTo("c");
    assertThat(holder.isInCircle()).isFalse();
    assertThat(holder.waits())
        .extracting(Wait::depth, Wait::threadName)
        .containsExactly(tuple(1, "b"), tuple(2, "a"), tuple(2, "d"));
  }

  @Test
  void parkWithALock_waitsForItsOwnerAtTheBegin() {
    Trace trace =
        TraceScript.of(
            "a: PARKED 0-50 lock=Sync address=7 other=b", "b: RUNNING 0-60", "c: PARKED 0-60");

    WaitGraph graph = WaitGraph.at(trace, 20 * MS);

    assertThat(graph.count()).isEqualTo(1);
    assertThat(only(graph).waits().get(0).evidence()).isEqualTo(Evidence.AT_BEGIN);
  }

  @Test
  void monitorWhoseOwnerIsNotRecorded_hasAnUnknownHolder() {
    Holder holder = only(WaitGraph.at(TraceScript.of("a: BLOCKED 0-50 lock=L"), 20 * MS));

    assertThat(holder.thread()).isEqualTo(-1);
    assertThat(holder.waits()).extracting(Wait::evidence).containsExactly(Evidence.NONE);
  }

  @Test
  void circle_isADeadlockWithAllWhoWaitBehindIt() {
    Trace trace =
        TraceScript.of(
            "@recorded jtrace.ThreadStatus",
            "a: RUNNING 0-10, BLOCKED 10-100 lock=L address=1 other=b proven stack=A.get",
            "b: RUNNING 0-20, BLOCKED 20-100 lock=M address=2 other=a proven stack=B.get",
            "c: RUNNING 0-30, BLOCKED 30-100 lock=L address=1 other=b proven");

    Holder holder = only(WaitGraph.at(trace, 50 * MS));
    Deadlocks deadlocks = Deadlocks.of(trace, trace.range());

    assertThat(holder.isInCircle()).isTrue();
    assertThat(holder.waits())
        .extracting(Wait::depth, Wait::threadName, Wait::isInCircle)
        .containsExactly(tuple(1, "b", true), tuple(2, "a", true), tuple(2, "c", false));
    assertThat(deadlocks.recorded()).isTrue();
    assertThat(deadlocks.deadlocks()).hasSize(1);
    Deadlock deadlock = deadlocks.deadlocks().get(0);
    assertThat(deadlock.seen()).isEqualTo(new TimeRange(20 * MS, 100 * MS));
    assertThat(deadlock.isBeginSeen()).isTrue();
    assertThat(deadlock.members())
        .extracting(Member::threadName, Member::lock, Member::sinceNanos)
        .containsExactly(tuple("a", "L", 10 * MS), tuple("b", "M", 20 * MS));
    assertThat(deadlock.members().get(0).stack().get(0).method()).isEqualTo("A.get");
  }

  @Test
  void deadlockOfWhichOnlyStatusesTell_isOlderThanItsBegin() {
    Trace trace =
        TraceScript.of(
            "a: UNDETERMINED 0-20, BLOCKED 20-100 lock=L other=b proven",
            "b: UNDETERMINED 0-20, BLOCKED 20-100 lock=M other=a proven");

    assertThat(Deadlocks.of(trace, trace.range()).deadlocks())
        .extracting(Deadlock::isBeginSeen)
        .containsExactly(false);
  }

  @Test
  void contention_isWorstWhereMostThreadsWait() {
    LockContention contention = LockContention.of(CACHE, CACHE.range(), 6);

    assertThat(contention.bucketNanos()).isEqualTo(10 * MS);
    assertThat(contention.queue()).containsExactly(0, 1, 2, 2, 1, 1);
    assertThat(contention.worstNanos()).isEqualTo(20 * MS);
  }

  @Test
  void drawnTraces_haveEachWaitOnceAtEveryInstant() {
    for (int seed = 0; seed < 30; seed++) {
      Trace trace = TraceDiffTest.drawn(seed);
      LockContention contention = LockContention.of(trace, trace.range(), 1);
      WaitGraph worst = WaitGraph.at(trace, contention.worstNanos());
      Set<Integer> threads = new HashSet<>();
      worst.holders().forEach(holder -> holder.waits().forEach(wait -> threads.add(wait.thread())));

      assertThat(worst.count()).isEqualTo(contention.queue().get(0));
      assertThat(threads).hasSize(worst.count());
    }
  }

  private static Holder only(WaitGraph graph) {
    assertThat(graph.holders()).hasSize(1);
    return graph.holders().get(0);
  }
}
