package io.jtrace.timeline.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.RecordingScript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotationsTest {
  private static final long MS = 1_000_000;

  private static Trace trace(String... lines) {
    return Traces.of(
        RecordingScript.of(
            "duration 100", "thread main", "thread worker", String.join("\n", lines)));
  }

  /** Tasks as {@code type start-end}, a dot where an end was not seen. */
  private static List<String> tasks(Trace trace) {
    Tasks tasks = trace.tasks();
    List<String> found = new ArrayList<>();
    for (int task = 0; task < tasks.size(); task++) {
      found.add(
          trace.strings().atOr(tasks.type(task), "?")
              + " "
              + (tasks.isStartSeen(task) ? "" : ".")
              + tasks.startNanos(task) / MS
              + "-"
              + tasks.endNanos(task) / MS
              + (tasks.isEndSeen(task) ? "" : "."));
    }
    return found;
  }

  @Test
  void taskThatBeginsAndEnds_namesBothThreads() {
    Trace trace =
        trace(
            "jtrace.TaskBegin main 5 type=request id=4 labels=tenant=acme",
            "jtrace.Task worker 5-50 type=request id=4");

    assertThat(tasks(trace)).containsExactly("request 5-50");
    assertThat(trace.threadName(trace.tasks().startThread(0))).isEqualTo("main");
    assertThat(trace.threadName(trace.tasks().endThread(0))).isEqualTo("worker");
    assertThat(trace.strings().at(trace.tasks().labels(0))).isEqualTo("tenant=acme");
  }

  @Test
  void openTasks_reachTheEdgesOfTheTrace() {
    Trace trace =
        trace(
            "jtrace.TaskOpen main 0 type=import id=1",
            "jtrace.TaskOpen main 0 type=batch id=2",
            "jtrace.Task main 70 type=batch id=2 begunUnseen=true",
            "jtrace.TaskBegin main 30 type=export id=3 parentId=1");

    assertThat(tasks(trace)).containsExactly("import .0-100.", "batch .0-70", "export 30-100.");
    assertThat(trace.tasks().parent(2)).isZero();
    assertThat(trace.slices().end(Track.TASK) - trace.slices().first(Track.TASK)).isEqualTo(3);
  }

  @Test
  void taskThatIsOnlyReferredTo_isOfUnknownType() {
    Trace trace = trace("jtrace.Region main 10-30 type=load taskId=9");

    assertThat(tasks(trace)).containsExactly("? .0-100.");
    assertThat(trace.tasks().indexOf(9)).isZero();
  }

  @Test
  void messages_knowTheirTask() {
    Trace trace =
        trace(
            "jtrace.TaskBegin main 5 type=request id=4",
            "jtrace.Log main 12 category=cache message=miss taskId=4",
            "jtrace.Log main 8 category=boot message=ready");

    Logs logs = trace.annotations().logs();
    assertThat(logs.nanos(0)).isEqualTo(8 * MS);
    assertThat(logs.task(0)).isEqualTo(-1);
    assertThat(logs.task(1)).isZero();
    assertThat(trace.strings().at(logs.message(1))).isEqualTo("miss");
  }

  @Test
  void work_lastsUntilTheThreadSaysSomethingElse() {
    Trace trace =
        trace(
            "jtrace.TaskBegin main 5 type=request id=4",
            "jtrace.Labels worker 40 taskId=4",
            "jtrace.Labels main 10 taskId=4",
            "jtrace.Labels main 25");

    Work work = trace.annotations().work();
    assertThat(work.size()).isEqualTo(2);
    assertThat(trace.threadName(work.thread(0))).isEqualTo("main");
    assertThat(work.endNanos(0)).isEqualTo(25 * MS);
    assertThat(work.endNanos(1)).isEqualTo(100 * MS);
  }

  @Test
  void misuses_areNamed() {
    Trace trace =
        trace(
            "jtrace.Misuse main 5 kind=twice name=request taskId=4",
            "jtrace.Region main 10-30 type=load",
            "jtrace.Region main 20-40 type=parse");

    assertThat(trace.diagnostics().entries())
        .filteredOn(entry -> entry.diagnostic() == Diagnostic.MISUSED_ANNOTATION)
        .extracting(Diagnostics.Entry::detail)
        .containsExactlyInAnyOrder("twice: request", "region ends after the one around it: parse");
    assertThat(trace.slices().endNanos(trace.slices().first(Track.REGION) + 1)).isEqualTo(30 * MS);
  }
}
