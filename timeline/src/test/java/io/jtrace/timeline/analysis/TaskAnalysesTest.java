package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jtrace.timeline.jfr.RecordingScript;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import io.jtrace.timeline.model.Traces;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskAnalysesTest {
  private static final long MS = 1_000_000;

  /** A request on two threads with a query inside; a second request; one that does not end. */
  private static final Trace TRACE =
      Traces.of(
          RecordingScript.of(
              "duration 100",
              "thread main",
              "thread worker",
              "ThreadPark main 0-2",
              "ThreadSleep worker 0-2",
              "jtrace.TaskBegin main 5 type=request id=4 labels=tenant=acme",
              "jtrace.Region main 10-40 type=handle taskId=4",
              "jtrace.Region main 12-20 type=parse taskId=4",
              "jtrace.Region main 22-30 type=parse taskId=4",
              "ThreadSleep main 24-28",
              "jtrace.TaskBegin worker 31 type=query id=5 parentId=4",
              "jtrace.Labels worker 32 taskId=4",
              "jtrace.Labels worker 42",
              "jtrace.Region worker 35-38 type=send taskId=4",
              "jtrace.Task worker 31-39 type=query id=5 parentId=4",
              "jtrace.Log main 15 category=http message=GET_/cart taskId=4",
              "jtrace.Task worker 5-45 type=request id=4",
              "jtrace.Task main 50-60 type=request id=6",
              "jtrace.TaskBegin main 90 type=request id=7",
              "ThreadSleep worker 95-99",
              "ThreadSleep main 95-99"));

  private static TaskSummary tasks(
      @Nullable String type, long from, long to, String text, @Nullable Boolean open) {
    return TaskSummary.of(TRACE, TRACE.range(), new TaskQuery(type, from, to, text, open, 0, 100));
  }

  @Test
  void types_haveCountsAndLengths() {
    TaskSummary summary = TaskSummary.of(TRACE, TRACE.range(), TaskQuery.longest(2));

    assertThat(summary.types())
        .extracting(
            TaskSummary.Type::name,
            type -> type.lengths().count(),
            type -> type.lengths().totalNanos(),
            TaskSummary.Type::open)
        .containsExactly(tuple("request", 2L, 50 * MS, 1), tuple("query", 1L, 8 * MS, 0));
    assertThat(summary.count()).isEqualTo(4);
    assertThat(summary.tasks())
        .extracting(row -> (row.endNanos() - row.startNanos()) / MS)
        .containsExactly(40L, 10L);
    assertThat(summary.tasks().get(0))
        .extracting(TaskRow::threads, TaskRow::regions, TaskRow::logs)
        .containsExactly(2, 4, 1);
    assertThat(summary.tasks().get(0).labels()).containsExactly("tenant=acme");
  }

  @Test
  void filters_chooseByTypeLengthTextAndEnd() {
    assertThat(tasks("query", 0, Long.MAX_VALUE, "", null).count()).isEqualTo(1);
    assertThat(tasks(null, 8 * MS, 10 * MS, "", null).count()).isEqualTo(1);
    assertThat(tasks(null, 0, Long.MAX_VALUE, "/CART", null).count()).isEqualTo(1);
    assertThat(tasks(null, 0, Long.MAX_VALUE, "send", null).count()).isEqualTo(1);
    assertThat(tasks(null, 0, Long.MAX_VALUE, "acme", null).count()).isEqualTo(1);
    assertThat(tasks(null, 0, Long.MAX_VALUE, "", true).count()).isEqualTo(1);
    assertThat(tasks(null, 0, Long.MAX_VALUE, "", false).count()).isEqualTo(3);
    assertThat(TaskSummary.of(TRACE, new TimeRange(70 * MS, 80 * MS), TaskQuery.longest(9)).count())
        .isZero();
  }

  @Test
  void timeByState_addsUpToTheWorkForTheTask() {
    TaskDetails details = TaskDetails.of(TRACE, 0);

    assertThat(details.threads())
        .extracting(ThreadTime::name, time -> time.states().totalNanos() / MS)
        .containsExactly(tuple("main", 30L), tuple("worker", 10L));
    StateTotals states = details.task().states();
    assertThat(states.totalNanos()).isEqualTo(40 * MS);
    assertThat(states.nanos(State.SLEEPING)).isEqualTo(4 * MS);
    assertThat(details.threads().stream().mapToLong(time -> time.states().totalNanos()).sum())
        .isEqualTo(states.totalNanos());
  }

  @Test
  void details_nestRegionsAndNameRelatives() {
    TaskDetails details = TaskDetails.of(TRACE, 0);

    assertThat(details.regions())
        .extracting(RegionRow::type, RegionRow::depth, row -> row.states().totalNanos() / MS)
        .containsExactly(
            tuple("handle", 0, 30L),
            tuple("parse", 1, 8L),
            tuple("parse", 1, 8L),
            tuple("send", 0, 3L));
    assertThat(details.logs()).extracting(TaskDetails.Message::text).containsExactly("GET_/cart");
    assertThat(details.parts()).extracting(TaskRow::type).containsExactly("query");
    assertThat(TaskDetails.of(TRACE, 1).parent().orElseThrow().type()).isEqualTo("request");
  }

  @Test
  void taskThatDoesNotExist_isRefused() {
    assertThatThrownBy(() -> TaskDetails.of(TRACE, 9))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void regionTypes_sumToTheirStates() {
    RegionSummary summary = RegionSummary.of(TRACE, TRACE.range(), TaskQuery.longest(1));

    assertThat(summary.types())
        .extracting(RegionSummary.Type::name, type -> type.coveredNanos() / MS)
        .containsExactly(tuple("handle", 30L), tuple("parse", 16L), tuple("send", 3L));
    assertThat(summary.types())
        .allSatisfy(type -> assertThat(type.states().totalNanos()).isEqualTo(type.coveredNanos()));
    assertThat(summary.count()).isEqualTo(4);
    assertThat(summary.regions()).extracting(RegionRow::taskType).containsExactly("request");
  }

  @Test
  void regionInsideAnotherOfItsType_countsOnce() {
    Trace recursive =
        Traces.of(
            RecordingScript.of(
                "duration 50",
                "thread main",
                "ThreadSleep main 0-50",
                "jtrace.Region main 10-40 type=walk",
                "jtrace.Region main 20-30 type=walk"));
    RegionSummary.Type walk =
        RegionSummary.of(recursive, recursive.range(), TaskQuery.longest(9)).types().get(0);

    assertThat(walk.lengths().totalNanos()).isEqualTo(40 * MS);
    assertThat(walk.coveredNanos()).isEqualTo(30 * MS).isEqualTo(walk.states().totalNanos());
  }

  @Test
  void traceWithoutAnnotations_saysThatNothingWasRecorded() {
    Trace plain = TraceScript.of("main: RUNNING 0-10");

    assertThat(TaskSummary.of(plain, plain.range(), TaskQuery.longest(9)).recorded()).isFalse();
    assertThat(RegionSummary.of(plain, plain.range(), TaskQuery.longest(9)).recorded()).isFalse();
  }
}
