package io.jtrace.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.model.TraceScript;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is answered of locks. */
final class LockRoutesTest {
  private static final TestedApi API =
      TestedApi.of(
          TraceScript.of(
              "@trace 0-100ns",
              "a: BLOCKED 10-40ns lock=Cache address=16 other=b stack=A.get<A.main",
              "b: RUNNING 0-50ns, PARKED 50-100ns"));

  @Test
  void locks_areListedWithMonitorsFirst() throws IOException {
    assertThat(API.json("/api/locks?limit=1"))
        .isEqualTo(
            "{\"count\":2,\"totalNanos\":80,\"locks\":[{\"key\":\"blocked Cache@10\","
                + "\"lock\":\"Cache\",\"address\":\"0x10\",\"state\":\"blocked\",\"waits\":1,"
                + "\"totalNanos\":30,\"maxNanos\":30,\"maxQueue\":1}]}");
    assertThat(API.json("/api/locks?by=class&sort=total"))
        .contains("\"locks\":[{\"key\":\"parked \",\"lock\":null,\"address\":null,");
  }

  @Test
  void lock_tellsWhoWaitedForWhom() throws IOException {
    assertThat(API.json("/api/lock?key=blocked%20Cache@10&from=0&to=40"))
        .contains(
            "\"bucketNanos\":1,\"queue\":[0,",
            "\"owners\":[{\"owner\":1,\"ownerName\":\"b\",\"waits\":1,",
            "\"handOvers\":[{\"waiter\":0,\"waiterName\":\"a\",\"owner\":1,\"ownerName\":\"b\",",
            "\"stacks\":[{\"stack\":[{\"method\":\"A.get\",",
            "\"waits\":[{\"index\":0,\"thread\":0,\"name\":\"a\",\"start\":10,\"end\":40,");
  }

  @Test
  void waitGraph_isOfTheWorstInstantUnlessOneIsGiven() throws IOException {
    assertThat(API.json("/api/wait-graph"))
        .startsWith("{\"at\":10,\"count\":1,\"holders\":[{\"thread\":1,\"name\":\"b\",")
        .contains(
            "\"inCircle\":false,\"count\":1,\"waits\":[{\"depth\":1,\"index\":0,\"thread\":0,",
            "\"evidence\":\"let_go\"",
            "\"queue\":[0,0,",
            "\"recorded\":false,\"deadlocks\":[]");
    assertThat(API.json("/api/wait-graph?at=45")).startsWith("{\"at\":45,\"count\":0,");
  }

  @Test
  void deadlock_isACircleOfTheGraph() throws IOException {
    TestedApi api =
        TestedApi.of(
            TraceScript.of(
                "@recorded jtrace.ThreadStatus",
                "a: BLOCKED 0-100 lock=L address=16 other=b proven stack=A.get",
                "b: BLOCKED 0-100 lock=M other=a proven"));

    assertThat(api.json("/api/wait-graph"))
        .contains(
            "\"inCircle\":true",
            "\"deadlocks\":[{\"from\":0,\"to\":100000000,\"beginSeen\":false,\"members\":[{\"index\":0,\"thread\":0,"
                + "\"name\":\"a\",\"state\":\"blocked\",\"lock\":\"L\",\"address\":\"0x10\",\"since\":0,"
                + "\"beginSeen\":false,\"stack\":[{\"method\":\"A.get\"");
  }

  @Test
  void questionsThatCannotBeAnswered_areSaid() throws IOException {
    assertThat(API.get("/api/locks?by=colour").text()).contains("expected by=lock or class");
    assertThat(API.get("/api/locks?sort=colour").status()).isEqualTo(400);
    assertThat(API.get("/api/lock?key=blocked%20Nothing").text()).contains("nobody waited");
    assertThat(API.get("/api/lock").status()).isEqualTo(400);
  }
}
