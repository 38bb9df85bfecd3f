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
  void questionsThatCannotBeAnswered_areSaid() throws IOException {
    assertThat(API.get("/api/locks?by=colour").text()).contains("expected by=lock or class");
    assertThat(API.get("/api/locks?sort=colour").status()).isEqualTo(400);
    assertThat(API.get("/api/lock?key=blocked%20Nothing").text()).contains("nobody waited");
    assertThat(API.get("/api/lock").status()).isEqualTo(400);
  }
}
