package io.jtrace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;

final class RegionTest {

  @Test
  void regionAndLog_belongToTheTaskThatTheThreadWorksFor() throws Exception {
    Recorded recorded =
        Recorded.of(
            () -> {
              try (Task task = Task.start("request")) {
                task.run(
                    () -> {
                      Region.run("parse", () -> Log.log("http", "GET /"));
                      Task.start("query").close();
                    });
              }
            });

    RecordedEvent query = recorded.named("jtrace.Task").get(0);
    long request = recorded.named("jtrace.Task").get(1).getLong("id");
    assertThat(recorded.only("jtrace.Region").getLong("taskId")).isEqualTo(request);
    assertThat(recorded.only("jtrace.Log").getLong("taskId")).isEqualTo(request);
    assertThat(query.getLong("parentId")).isEqualTo(request);
  }

  @Test
  void exceptionInARegion_passesAndEndsIt() throws Exception {
    Recorded recorded =
        Recorded.of(
            () ->
                assertThatThrownBy(
                        () ->
                            Region.call(
                                "parse",
                                () -> {
                                  throw new IllegalStateException("broken");
                                }))
                    .hasMessage("broken"));

    assertThat(recorded.only("jtrace.Region").getString("type")).isEqualTo("parse");
  }

  @Test
  void secondClose_isReportedByName() throws Exception {
    Recorded recorded =
        Recorded.of(
            () -> {
              Region region = Region.begin("parse");
              region.close();
              region.close();
            });

    assertThat(recorded.misuses()).containsExactly("region closed twice: parse");
    assertThat(recorded.named("jtrace.Region")).hasSize(1);
  }

  @Test
  void closeByAnotherThread_isReportedAndLeavesTheRegionOpen() throws Exception {
    Recorded recorded =
        Recorded.of(
            () -> {
              Region region = Region.begin("parse");
              Thread other = new Thread(region::close);
              other.start();
              other.join();
              region.close();
            });

    assertThat(recorded.misuses()).containsExactly("region closed by another thread: parse");
    assertThat(recorded.only("jtrace.Region").getThread().getJavaName())
        .isEqualTo(Thread.currentThread().getName());
  }

  @Test
  void withoutARecording_nothingIsKept() {
    assertThat(Region.begin("a")).isSameAs(Region.begin("b"));
    assertThat(Log.isEnabled()).isFalse();
  }
}
