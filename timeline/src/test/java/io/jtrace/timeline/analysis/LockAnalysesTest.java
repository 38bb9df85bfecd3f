package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LockAnalysesTest {
  private static final Trace TRACE =
      TraceScript.of(
          "@trace 0-100ns",
          "a: RUNNING 0-10ns, BLOCKED 10-40ns lock=Cache address=16 other=c stack=A.get<A.main",
          "b: RUNNING 0-20ns, BLOCKED 20-60ns lock=Cache address=16 other=a stack=B.get<A.main",
          "c: BLOCKED 0-5ns lock=Cache address=32, RUNNING 5-50ns, PARKED 50-100ns lock=Queue wokenBy a");
  private static final TimeRange ALL = new TimeRange(0, 100);

  private static LockTable table(boolean byAddress, LockTable.Sort sort) {
    return LockTable.of(TRACE, ALL, byAddress, sort, 0, 10);
  }

  @Example
  void locks_areToldApartByAddressWithMonitorsFirst() {
    LockTable table = table(true, LockTable.Sort.WORST);

    assertThat(table.locks())
        .extracting(LockTable.Lock::key)
        .containsExactly("blocked Cache@10", "blocked Cache@20", "parked Queue@");
    assertThat(table.locks().get(0))
        .isEqualTo(
            new LockTable.Lock("blocked Cache@10", "Cache", 16, State.BLOCKED, 2, 70, 40, 2));
    assertThat(table.totalNanos()).isEqualTo(125);
  }

  @Example
  void classes_holdAllTheirLocks() {
    LockTable table = table(false, LockTable.Sort.MAX);

    assertThat(table.locks())
        .extracting(LockTable.Lock::key)
        .containsExactly("parked Queue", "blocked Cache");
    assertThat(table.locks().get(1).waits()).isEqualTo(3);
  }

  @Example
  void lock_tellsItsQueueOwnersAndStacks() {
    LockDetails lock = LockDetails.of(TRACE, ALL, "blocked Cache@10", 10);

    assertThat(lock.bucketNanos()).isEqualTo(10);
    assertThat(lock.queue()).containsExactly(0, 1, 2, 2, 1, 1, 0, 0, 0, 0);
    assertThat(lock.owners()).extracting(LockDetails.Owner::name).containsExactly("a", "c");
    assertThat(lock.handOvers())
        .extracting(pair -> pair.waiterName() + " until " + pair.ownerName())
        .containsExactly("b until a", "a until c");
    assertThat(lock.stacks().get(0).stack().get(0).method()).isEqualTo("B.get");
    assertThat(lock.waits()).extracting(LockDetails.Wait::threadName).containsExactly("b", "a");
  }

  @Example
  void ownerThatWasNotRecorded_staysUnknown() {
    LockDetails lock = LockDetails.of(TRACE, ALL, "blocked Cache@20", 10);

    assertThat(lock.owners()).containsExactly(new LockDetails.Owner(-1, null, 1, 5, 5));
  }

  @Example
  void window_cutsWaitsButListsThemWhole() {
    LockDetails lock = LockDetails.of(TRACE, new TimeRange(30, 50), "blocked Cache@10", 4);

    assertThat(lock.lock().totalNanos()).isEqualTo(30);
    assertThat(lock.queue()).containsExactly(2, 2, 1, 1);
    assertThat(lock.waits().get(0).endNanos()).isEqualTo(60);
    assertThatThrownBy(() -> LockDetails.of(TRACE, new TimeRange(0, 9), "blocked Cache@10", 4))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Property(tries = 200)
  void totals_addUpToTheTimeThreadsWaited(@ForAll long seed) {
    Random random = new Random(seed);
    Trace trace = TraceScript.of(RandomScript.of(random, (any, isVirtual) -> details(any)));
    long from = random.nextInt(1200);
    TimeRange range = new TimeRange(from, from + 1 + random.nextInt(1200));
    long waited = 0;
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      StateTotals states = StateTotals.of(trace, range, thread);
      waited +=
          states.nanos(State.BLOCKED) + states.nanos(State.WAITING) + states.nanos(State.PARKED);
    }
    for (boolean byAddress : List.of(true, false)) {
      LockTable table =
          LockTable.of(trace, range, byAddress, LockTable.Sort.TOTAL, 0, Integer.MAX_VALUE);
      assertThat(table.totalNanos()).isEqualTo(waited);
      table.locks().forEach(lock -> assertDetails(trace, range, lock));
    }
  }

  private static void assertDetails(Trace trace, TimeRange range, LockTable.Lock lock) {
    LockDetails details = LockDetails.of(trace, range, lock.key(), 7);
    assertThat(details.lock()).isEqualTo(lock);
    assertThat(details.owners().stream().mapToLong(LockDetails.Owner::totalNanos).sum())
        .isEqualTo(lock.totalNanos());
    assertThat(details.handOvers().stream().mapToLong(LockDetails.HandOver::waits).sum())
        .isEqualTo(lock.waits());
    assertThat(details.stacks().stream().mapToLong(LockDetails.Site::totalNanos).sum())
        .isEqualTo(lock.totalNanos());
    assertThat(details.queue().stream().mapToInt(Integer::intValue).max())
        .hasValue(lock.maxQueue());
  }

  private static String details(Random random) {
    return (random.nextBoolean() ? " lock=Lock" + random.nextInt(3) : "")
        + (random.nextBoolean() ? " address=" + (1 + random.nextInt(3)) : "")
        + (random.nextInt(4) == 0 ? " other=pool-0" : "")
        + (random.nextInt(4) == 0 ? " continued" : "")
        + (random.nextBoolean() ? " stack=A.a" + random.nextInt(3) : "");
  }
}
