package io.jtrace.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class QueuedTasksTest {

  private static final int EXECUTOR = 7;
  private static final int ROOM = 1024;

  private final AtomicLong lost = new AtomicLong();
  private final QueuedTasks tasks = new QueuedTasks(lost);

  /** Returns when the submission was that is taken, -1 if none is known. */
  private long take(Object task, int executor) {
    QueuedTask.@Nullable Submission taken = tasks.take(task, executor);
    return taken == null ? -1 : taken.nanoTime;
  }

  @Test
  void task_isTakenOnceAndByItsExecutorOnly() {
    Object task = new Object();
    tasks.add(task, EXECUTOR, 100);

    assertThat(take(task, EXECUTOR + 1)).isEqualTo(-1);
    assertThat(take(new Object(), EXECUTOR)).isEqualTo(-1);
    assertThat(take(task, EXECUTOR)).isEqualTo(100);
    assertThat(take(task, EXECUTOR)).isEqualTo(-1);
  }

  @Test
  void submitter_isTheThreadThatAdds() {
    Object task = new Object();
    tasks.add(task, EXECUTOR, 100);

    assertThat(Objects.requireNonNull(tasks.take(task, EXECUTOR)).submitter.get())
        .isSameAs(Thread.currentThread());
  }

  @Test
  void sameTaskSeveralTimes_isTakenInTheOrderOfItsSubmissions() {
    Object task = new Object();
    tasks.add(task, EXECUTOR, 1);
    tasks.add(task, EXECUTOR, 2);
    assertThat(take(task, EXECUTOR)).isEqualTo(1);
    tasks.add(task, EXECUTOR, 3);

    assertThat(take(task, EXECUTOR)).isEqualTo(2);
    assertThat(take(task, EXECUTOR)).isEqualTo(3);
    assertThat(take(task, EXECUTOR)).isEqualTo(-1);
    assertThat(lost).hasValue(0);
  }

  @Test
  void submissionThatFindsNoRoom_isCountedAndNotTakenForAnother() {
    Object task = new Object();
    for (int i = 0; i < ROOM + 2; i++) {
      tasks.add(task, EXECUTOR, i);
    }
    assertThat(lost).hasValue(2);
    for (int i = 0; i < ROOM; i++) {
      assertThat(take(task, EXECUTOR)).isEqualTo(i);
    }
    tasks.add(task, EXECUTOR, 9_999);

    assertThat(take(task, EXECUTOR)).as("the first without room").isEqualTo(-1);
    assertThat(take(task, EXECUTOR)).as("the second").isEqualTo(-1);
    assertThat(take(task, EXECUTOR)).isEqualTo(9_999);
  }

  @Test
  void moreTasksThanTheTableHolds_areCounted() {
    int many = 60_000;
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      all.add(new Object());
      tasks.add(all.get(i), EXECUTOR, i);
    }
    int known = 0;
    for (int i = 0; i < many; i++) {
      long taken = take(all.get(i), EXECUTOR);
      assertThat(taken).isIn(-1L, (long) i);
      known += taken < 0 ? 0 : 1;
    }

    assertThat(known).isGreaterThan(25_000);
    assertThat(lost).hasValue(many - known);
  }

  @Test
  void room_isFreeAgainOnceTasksWereTaken() {
    for (int i = 0; i < 200_000; i++) {
      Object task = new Object();
      tasks.add(task, EXECUTOR, i);
      assertThat(take(task, EXECUTOR)).isEqualTo(i);
    }
    assertThat(lost).hasValue(0);
  }

  @Test
  void worker_isKnownOnceAdded() {
    assertThat(tasks.isWorker()).isFalse();
    tasks.addWorker();
    assertThat(tasks.isWorker()).isTrue();
    assertThat(new QueuedTasks(lost).isWorker()).isFalse();
  }
}
