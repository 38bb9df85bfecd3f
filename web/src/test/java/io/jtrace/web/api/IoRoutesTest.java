package io.jtrace.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.model.TraceScript;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is answered of hosts and files. */
final class IoRoutesTest {
  private static final TestedApi API =
      TestedApi.of(
          TraceScript.of(
              "@trace 0-100ns",
              "a: SOCKET_IO 10-40ns subject=db:5432 bytes=7 stack=A.read<A.main",
              "b: FILE_IO 0-50ns subject=/log bytes=9 stack=B.read<A.main"));

  @Test
  void targets_areListedWithMostTimeFirst() throws IOException {
    assertThat(API.json("/api/io?limit=1"))
        .isEqualTo(
            "{\"count\":2,\"operations\":2,\"bytes\":16,\"totalNanos\":80,\"targets\":["
                + "{\"key\":\"fileIo /log\",\"target\":\"/log\",\"state\":\"fileIo\","
                + "\"operationNames\":[\"file read\"],\"operations\":1,\"bytes\":9,"
                + "\"totalNanos\":50,\"maxNanos\":50,\"p50\":50,\"p90\":50,\"p99\":50,"
                + "\"p999\":50}]}");
    assertThat(API.json("/api/io?state=socketIo")).contains("\"count\":1,", "db:5432");
    assertThat(API.json("/api/io?q=LOG&group=b")).contains("\"count\":1,", "fileIo /log");
    assertThat(API.json("/api/io?thread=0&sort=bytes")).doesNotContain("/log");
  }

  @Test
  void target_tellsItsKindsThreadsAndSlowestOperations() throws IOException {
    assertThat(API.json("/api/io-target?key=socketIo%20db:5432&from=0&to=30"))
        .contains(
            "\"totalNanos\":20,",
            "\"buckets\":[{\"fromNanos\":16,\"toNanos\":32,\"count\":1}]",
            "\"kinds\":[{\"operation\":\"socket read\",\"operations\":1,\"bytes\":7,",
            "\"threads\":[{\"thread\":0,\"name\":\"a\",\"operations\":1,",
            "\"slowest\":[{\"index\":0,\"thread\":0,\"name\":\"a\",\"start\":10,\"end\":40,"
                + "\"operation\":\"socket read\",\"bytes\":7,\"site\":\"A.read\"}]");
  }

  @Test
  void stacks_areThoseOfTheTargetOnly() throws IOException {
    assertThat(API.json("/api/profile?kind=file&target=fileIo%20/log"))
        .contains("\"total\":50,", "B.read");
    assertThat(API.json("/api/profile?kind=file&target=fileIo%20/other")).contains("\"total\":0,");
  }

  @Test
  void questionsThatCannotBeAnswered_areSaid() throws IOException {
    assertThat(API.get("/api/io?state=colour").text()).contains("expected state=socketIo");
    assertThat(API.get("/api/io?sort=colour").text()).contains("expected sort=total");
    assertThat(API.get("/api/io-target?key=fileIo%20/no").text()).contains("did no I/O on \"/no\"");
    assertThat(API.get("/api/io-target").status()).isEqualTo(400);
  }
}
