package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class IoAnalysesTest {
  private static final Trace TRACE =
      TraceScript.of(
          "@trace 0-100ns",
          "a: SOCKET_IO 0-30ns subject=db:5432 bytes=7 stack=A.read<A.main,"
              + " SOCKET_IO 30-40ns subject=db:5432 op=\"socket write\" bytes=5, RUNNING 40-50ns",
          "b: FILE_IO 0-10ns subject=/log bytes=100, BLOCKED 10-20ns lock=L,"
              + " FILE_IO 20-50ns subject=/log continued, SOCKET_IO 50-60ns subject=db:5432",
          "c: SOCKET_IO 5-25ns op=select, FILE_IO 25-26ns subject=/log op=\"file write\" bytes=3");
  private static final TimeRange ALL = new TimeRange(0, 100);

  private static boolean everybody(int thread) {
    return thread >= 0;
  }

  private static List<String> keys(IoTable.Filter filter, IoTable.Sort sort) {
    return IoTable.of(TRACE, ALL, IoAnalysesTest::everybody, filter, sort, 0, 10).targets().stream()
        .map(IoTable.Target::key)
        .toList();
  }

  @Example
  void targets_areHostsAndFilesWithTheirKindsOfOperations() {
    IoTable table = IoTable.of(TRACE, ALL);

    assertThat(table.targets())
        .extracting(IoTable.Target::key)
        .containsExactly("socketIo db:5432", "fileIo /log", "socketIo ");
    IoTable.Target db = table.targets().get(0);
    assertThat(db.sizeBytes()).isEqualTo(12);
    assertThat(db.times().count()).isEqualTo(3);
    assertThat(db.times().totalNanos()).isEqualTo(50);
    assertThat(db.times().p50Nanos()).isEqualTo(10);
    assertThat(db.times().maxNanos()).isEqualTo(30);
    assertThat(db.kinds())
        .extracting(kind -> kind.operation() + " " + kind.times().count() + " " + kind.sizeBytes())
        .containsExactly("socket read 2 7", "socket write 1 5");
    assertThat(table.operations()).isEqualTo(6);
    assertThat(table.sizeBytes()).isEqualTo(115);
  }

  @Example
  void interruptedOperation_isOne() {
    IoDetails log = IoDetails.of(TRACE, ALL, IoAnalysesTest::everybody, "fileIo /log");

    assertThat(log.target().times().count()).isEqualTo(2);
    assertThat(log.target().times().maxNanos()).isEqualTo(40);
    IoDetails.Operation slowest = log.slowest().get(0);
    assertThat(slowest.startNanos()).isZero();
    assertThat(slowest.endNanos()).isEqualTo(50);
    assertThat(slowest.sizeBytes()).isEqualTo(100);
  }

  @Example
  void restOfAnOperation_standsForItWhereItsBeginningIsOutside() {
    IoDetails log =
        IoDetails.of(TRACE, new TimeRange(30, 40), IoAnalysesTest::everybody, "fileIo /log");

    assertThat(log.target().times().count()).isEqualTo(1);
    assertThat(log.target().times().totalNanos()).isEqualTo(10);
  }

  @Example
  void targets_areFilteredAndSorted() {
    assertThat(keys(IoTable.Filter.ALL, IoTable.Sort.BYTES))
        .containsExactly("fileIo /log", "socketIo db:5432", "socketIo ");
    assertThat(keys(IoTable.Filter.ALL, IoTable.Sort.MAX)).first().isEqualTo("fileIo /log");
    assertThat(keys(new IoTable.Filter(Optional.of(State.FILE_IO), ""), IoTable.Sort.TOTAL))
        .containsExactly("fileIo /log");
    assertThat(keys(new IoTable.Filter(Optional.empty(), "DB:"), IoTable.Sort.TOTAL))
        .containsExactly("socketIo db:5432");
    assertThat(keys(new IoTable.Filter(Optional.empty(), "select"), IoTable.Sort.TOTAL))
        .containsExactly("socketIo ");
  }

  @Example
  void target_tellsItsThreadsAndSlowestOperations() {
    IoDetails db = IoDetails.of(TRACE, ALL, IoAnalysesTest::everybody, "socketIo db:5432");

    assertThat(db.threads())
        .containsExactly(
            new IoDetails.ByThread(0, "a", 2, 40, 30), new IoDetails.ByThread(1, "b", 1, 10, 10));
    assertThat(db.slowest().get(0))
        .isEqualTo(new IoDetails.Operation(0, 0, "a", 0, 30, "socket read", 7, "A.read"));
    assertThatThrownBy(() -> IoDetails.of(TRACE, ALL, thread -> thread == 1, "socketIo "))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Property(tries = 200)
  void totals_addUpToTheTimeThreadsWereInIo(@ForAll long seed) {
    Random random = new Random(seed);
    Trace trace = TraceScript.of(RandomScript.of(random, (any, isVirtual) -> details(any)));
    long from = random.nextInt(1200);
    TimeRange range = new TimeRange(from, from + 1 + random.nextInt(1200));
    IntPredicate threads =
        random.nextBoolean() ? IoAnalysesTest::everybody : thread -> thread % 2 == 0;
    long spent = 0;
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      if (threads.test(thread)) {
        StateTotals states = StateTotals.of(trace, range, thread);
        spent += states.nanos(State.SOCKET_IO) + states.nanos(State.FILE_IO);
      }
    }
    IoTable table =
        IoTable.of(
            trace, range, threads, IoTable.Filter.ALL, IoTable.Sort.P99, 0, Integer.MAX_VALUE);
    assertThat(table.totalNanos()).isEqualTo(spent);
    table.targets().forEach(target -> assertParts(trace, range, threads, target));
  }

  private static void assertParts(
      Trace trace, TimeRange range, IntPredicate threads, IoTable.Target target) {
    IoDetails details = IoDetails.of(trace, range, threads, target.key());
    assertThat(details.target()).isEqualTo(target);
    long totalNanos = target.times().totalNanos();
    assertThat(target.kinds().stream().mapToLong(kind -> kind.times().totalNanos()).sum())
        .isEqualTo(totalNanos);
    assertThat(target.kinds().stream().mapToLong(IoTable.Kind::sizeBytes).sum())
        .isEqualTo(target.sizeBytes());
    assertThat(target.times().buckets().stream().mapToLong(Distribution.Bucket::count).sum())
        .isEqualTo(target.times().count());
    assertThat(details.threads().stream().mapToLong(IoDetails.ByThread::totalNanos).sum())
        .isEqualTo(totalNanos);
    assertThat(details.threads().stream().mapToLong(IoDetails.ByThread::operations).sum())
        .isEqualTo(target.times().count());
    ProfileKind kind = target.state() == State.FILE_IO ? ProfileKind.FILE : ProfileKind.SOCKET;
    assertThat(
            Profile.of(trace, range, threads, kind)
                .about(trace, target.target())
                .total(ProfileWeight.TOTAL))
        .isEqualTo(totalNanos);
  }

  private static String details(Random random) {
    return (random.nextBoolean() ? " subject=target" + random.nextInt(3) : "")
        + (random.nextBoolean() ? " bytes=" + random.nextInt(100) : "")
        + (random.nextInt(4) == 0 ? " continued" : "")
        + (random.nextBoolean() ? " stack=A.a" + random.nextInt(3) : "");
  }
}
