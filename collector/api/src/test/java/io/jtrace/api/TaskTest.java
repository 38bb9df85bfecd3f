package io.jtrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;

final class TaskTest {

  @Test
  void taskEndedByAnotherThread_namesBothThreads() throws Exception {
    Recorded recorded =
        Recorded.of(
            () -> {
              Task task = Task.start("request");
              Thread ender = new Thread(task::close, "ender");
              ender.start();
              ender.join();
            });

    RecordedEvent begin = recorded.only("jtrace.TaskBegin");
    RecordedEvent end = recorded.only("jtrace.Task");
    assertThat(begin.getLong("id")).isPositive().isEqualTo(end.getLong("id"));
    assertThat(begin.getThread().getJavaName()).isEqualTo(Thread.currentThread().getName());
    assertThat(end.getThread().getJavaName()).isEqualTo("ender");
    assertThat(end.getBoolean("begunUnseen")).isFalse();
  }

  @Test
  void taskBegunBefore_isAnnouncedAsOpen() throws Exception {
    Task before = Task.start("import");
    Task child = before.startChild("file");
    Recorded recorded = Recorded.of(child::close);
    before.close();

    assertThat(recorded.named("jtrace.TaskBegin")).isEmpty();
    assertThat(recorded.named("jtrace.TaskOpen"))
        .extracting(event -> event.getString("type"))
        .containsExactlyInAnyOrder("import", "file");
    RecordedEvent end = recorded.only("jtrace.Task");
    assertThat(end.getLong("parentId")).isEqualTo(before.id());
    assertThat(end.getBoolean("begunUnseen")).isTrue();
    assertThat(end.getDuration()).isEqualTo(Duration.ZERO);
  }

  @Test
  void taskThatIsOverBefore_isNotAnnounced() throws Exception {
    Task.start("over").close();

    assertThat(Recorded.of(() -> {}).named("jtrace.TaskOpen")).isEmpty();
  }

  @Test
  void taskThatDoesNotEnd_hasItsBegin() throws Exception {
    Task[] open = new Task[1];
    Recorded recorded = Recorded.of(() -> open[0] = Task.start("endless"));
    open[0].close();

    assertThat(recorded.only("jtrace.TaskBegin").getString("type")).isEqualTo("endless");
    assertThat(recorded.named("jtrace.Task")).isEmpty();
  }

  @Test
  void secondClose_isReportedByNameAndWritesNoSecondTask() throws Exception {
    Recorded recorded =
        Recorded.of(
            () -> {
              Task task = Task.start("request");
              task.close();
              task.close();
            });

    assertThat(recorded.misuses()).containsExactly("task closed twice: request");
    assertThat(recorded.only("jtrace.Misuse").getStackTrace().getFrames())
        .extracting(frame -> frame.getMethod().getName())
        .anyMatch(name -> name.startsWith("lambda$secondClose"));
    assertThat(recorded.named("jtrace.Task")).hasSize(1);
  }

  @Test
  void moreOpenTasksThanAreKept_loseOnlyTheirAnnouncement() throws Exception {
    Task[] many = new Task[2 * OpenTasks.SLOTS];
    for (int i = 0; i < many.length; i++) {
      many[i] = Task.start("leak");
    }
    Recorded recorded =
        Recorded.of(
            () -> {
              for (Task task : many) {
                task.close();
              }
            });

    assertThat(recorded.named("jtrace.TaskOpen"))
        .hasSizeBetween(OpenTasks.SLOTS * 9 / 10, OpenTasks.SLOTS);
    assertThat(recorded.named("jtrace.Task")).hasSize(many.length);
    assertThat(Recorded.of(() -> {}).named("jtrace.TaskOpen")).isEmpty();
  }
}
