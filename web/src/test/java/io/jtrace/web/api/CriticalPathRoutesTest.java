package io.jtrace.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.model.TraceScript;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Critical paths as the page asks for them. */
final class CriticalPathRoutesTest {
  private static final TestedApi API =
      TestedApi.of(
          TraceScript.of(
              "@trace 0-100ns",
              "a: RUNNING 0-10ns, BLOCKED 10-60ns lock=Cache stack=A.get<A.main, RUNNING 60-100ns",
              "b: RUNNING 0-20ns, SLEEPING 20-40ns op=sleep, RUNNING 40-100ns",
              "@flow MONITOR_HANDOVER b 55ns a 60ns"));

  @Test
  void path_isSegmentsInOrderOfTimeAndTheirSums() throws IOException {
    assertThat(API.json("/api/critical-path?thread=0&from=10&to=60"))
        .startsWith(
            "{\"thread\":0,\"threadName\":\"a\",\"from\":10,\"to\":60,\"count\":4,\"segments\":["
                + "{\"index\":3,\"thread\":1,\"name\":\"b\",\"start\":10,\"end\":20,\"state\":\"running\","
                + "\"why\":\"ran, or wanted to\",\"operation\":null,\"subject\":null,\"site\":null,"
                + "\"leadsBy\":null},")
        .contains(
            "\"start\":20,\"end\":40,\"state\":\"sleeping\",\"why\":\"until its time was up\",",
            "\"start\":40,\"end\":55,\"state\":\"running\"",
            "\"leadsBy\":\"monitor handed over\"}",
            "\"start\":55,\"end\":60,\"state\":\"blocked\"",
            "\"threads\":[{\"key\":\"b\",\"thread\":1,\"count\":3,\"totalNanos\":45,\"maxNanos\":20}");
  }

  @Test
  void ofManySegments_theLongestAreShown() throws IOException {
    assertThat(API.json("/api/critical-path?thread=0&from=10&to=60&limit=1"))
        .contains("\"count\":4,\"segments\":[{\"index\":4,\"thread\":1,");
  }

  @Test
  void threadThatIsNotThere_isSaid() throws IOException {
    assertThat(API.get("/api/critical-path?thread=9").status()).isEqualTo(404);
    assertThat(API.get("/api/critical-path?task=0").status()).isEqualTo(404);
    assertThat(API.get("/api/critical-path").status()).isEqualTo(400);
  }
}
