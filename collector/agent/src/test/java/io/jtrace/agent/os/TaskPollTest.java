package io.jtrace.agent.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaskPollTest {

  private final Path directory;
  private final FakeProc proc;
  private final AtomicLong started = new AtomicLong();

  TaskPollTest(@TempDir Path directory) throws Exception {
    this.directory = directory;
    this.proc = new FakeProc(directory.resolve("self"));
  }

  private TaskPoll poll() {
    return new TaskPoll(proc.directory(), started::get, null);
  }

  @Test
  void threadThatRan_isWrittenAgainAndOneThatDidNot_isNot() throws Exception {
    proc.thread(7, "100 20 3\n").thread(8, "5 6 7\n");

    Recorded recorded =
        Recorded.events(
            () -> {
              try (TaskPoll poll = poll()) {
                poll.look(false);
                proc.thread(7, "250 21 4\n");
                poll.look(false);
              }
            });

    assertThat(recorded.named("jtrace.ThreadCpu", 8)).hasSize(1);
    assertThat(recorded.named("jtrace.ThreadCpu", 7))
        .extracting(event -> event.getLong("runNanos"))
        .containsExactly(100L, 250L);
    assertThat(recorded.named("jtrace.ThreadCpu", 7).get(1).getLong("waitNanos")).isEqualTo(21);
    assertThat(recorded.named("jtrace.ThreadCpu", 7).get(1).getLong("slices")).isEqualTo(4);
  }

  @Test
  void lookAtAll_writesThoseThatDidNotRunToo() throws Exception {
    proc.thread(7, "100 20 3\n");

    Recorded recorded =
        Recorded.events(
            () -> {
              try (TaskPoll poll = poll()) {
                poll.look(true);
                poll.look(true);
              }
            });

    assertThat(recorded.named("jtrace.ThreadCpu", 7)).hasSize(2);
  }

  @Test
  void threadThatStartsOrEnds_isFoundOrForgotten() throws Exception {
    proc.thread(7, "100 20 3\n");

    Recorded recorded =
        Recorded.events(
            () -> {
              try (TaskPoll poll = poll()) {
                poll.look(false);
                proc.thread(8, "1 1 1\n").end(7);
                started.incrementAndGet();
                poll.look(false);
                proc.thread(7, "2 2 2\n"); // another thread with the same id
                started.incrementAndGet();
                poll.look(false);
              }
            });

    assertThat(recorded.named("jtrace.ThreadCpu", 8)).hasSize(1);
    assertThat(recorded.named("jtrace.ThreadCpu", 7))
        .extracting(event -> event.getLong("runNanos"))
        .containsExactly(100L, 2L);
  }

  @Test
  void moreThreadsThanFilesMayBeOpened_areNotLookedAt() throws Exception {
    proc.limit("80");
    for (int id = 1; id <= 11; id++) {
      proc.thread(id, "1 1 1\n");
    }
    try (TaskPoll poll = poll()) {
      poll.look(true);

      assertThat(poll.refusal()).hasValue("11 threads are more than can be looked at (10)");
    }
  }

  @Test
  void kernelWithoutSchedstat_isNamed() throws Exception {
    proc.file(7, "comm", "java");
    try (TaskPoll poll = poll()) {
      poll.look(true);

      assertThat(poll.refusal())
          .hasValue("this kernel or container does not tell what threads were given");
    }
  }

  @Test
  void systemWithoutProc_isNamed() {
    try (TaskPoll poll =
        new TaskPoll(new ProcDirectory(directory.resolve("nowhere")), started::get, null)) {
      poll.look(true);

      assertThat(poll.refusal()).hasValue("only Linux tells what threads were given");
    }
  }
}
