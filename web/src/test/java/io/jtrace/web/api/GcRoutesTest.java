package io.jtrace.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is answered of collections and pauses. */
final class GcRoutesTest {
  private static final Trace TRACE =
      TraceScript.of(
          "main: RUNNING 0-100",
          "@gc 10-20 G1New detail=Allocation id=3 amount=10000000",
          "@pause 10-20 \"GC Pause\" detail=Allocation id=3",
          "@pause 12-18 Evacuate depth=1 id=3",
          "@safepoint 8-21 G1CollectForAllocation id=7",
          "@safepoint 8-10 \"reach safepoint\" depth=1 id=7",
          "@counter heap.used BYTES 11=100 19=40");

  private final TestedApi api = TestedApi.of(TRACE);

  @Test
  void gc_tellsPausesCollectionsAndSafepoints() throws IOException {
    assertThat(api.json("/api/gc"))
        .isEqualTo(
            "{\"recorded\":{\"collector\":\"G1\",\"pauses\":true,\"safepoints\":true,"
                + "\"concurrentThreads\":2,\"concurrentShare\":null},"
                + "\"pauseCount\":1,\"pauseTotalNanos\":10000000,\"maxPauseNanos\":10000000,"
                + "\"collectionCount\":1,"
                + "\"collections\":[{\"start\":10000000,\"end\":20000000,\"name\":\"G1New\","
                + "\"cause\":\"Allocation\",\"gcId\":3,\"pausesNanos\":10000000,"
                + "\"heapBefore\":100,\"heapAfter\":40}],"
                + "\"pauses\":[{\"start\":10000000,\"end\":20000000,\"name\":\"GC Pause\","
                + "\"cause\":\"Allocation\",\"gcId\":3,\"heapBefore\":100,\"heapAfter\":40}],"
                + "\"phases\":[{\"name\":\"Evacuate\",\"depth\":1,\"count\":1,"
                + "\"totalNanos\":6000000,\"maxNanos\":6000000}],"
                + "\"causes\":[{\"cause\":\"Allocation\",\"pauses\":1,"
                + "\"totalNanos\":10000000,\"maxNanos\":10000000}],"
                + "\"safepoints\":[{\"operation\":\"G1CollectForAllocation\",\"count\":1,"
                + "\"totalNanos\":13000000,\"maxNanos\":13000000,"
                + "\"reachNanos\":2000000,\"maxReachNanos\":2000000}]}");
    assertThat(api.json("/api/gc?from=50000000")).contains("\"pauses\":[]");
  }

  @Test
  void utilisation_isACurveOfWindowSizes() throws IOException {
    assertThat(api.json("/api/mmu"))
        .startsWith("{\"mean\":0.9,\"points\":[{\"window\":1000,\"minimum\":0.0,")
        .endsWith("{\"window\":100000000,\"minimum\":0.9,\"p999\":0.9,\"p99\":0.9,\"p95\":0.9}]}");
    assertThat(api.json("/api/mmu?safepoints=true")).startsWith("{\"mean\":0.87,");
    assertThat(api.json("/api/mmu?concurrent=true")).isEqualTo("{\"mean\":null,\"points\":null}");
    assertThat(api.get("/api/mmu?safepoints=perhaps").status()).isEqualTo(400);
  }

  @Test
  void worstWindows_areListedForASize() throws IOException {
    assertThat(api.json("/api/mmu-windows?window=20000000&limit=1"))
        .isEqualTo("{\"windows\":[{\"start\":0,\"end\":20000000,\"utilisation\":0.5}]}");
    assertThat(api.get("/api/mmu-windows?window=0").status()).isEqualTo(400);
    assertThat(api.get("/api/mmu-windows").status()).isEqualTo(400);
    assertThat(TestedApi.of(TraceScript.of("main: RUNNING 0-10")).json("/api/mmu-windows?window=9"))
        .isEqualTo("{\"windows\":[]}");
  }

  @Test
  void allocations_areByThreadAndByClassWithWhatIsCounted() throws IOException {
    TestedApi api =
        TestedApi.of(
            TraceScript.of(
                "main: RUNNING 0-100",
                "@allocated main 0=1000 100=1400",
                "@sample main 10 ALLOCATION stack=A.load subject=byte[] weight=200"));

    assertThat(api.json("/api/allocations"))
        .isEqualTo(
            "{\"recorded\":true,\"samples\":1,\"sampledBytes\":200,\"estimatedBytes\":400,"
                + "\"threadCount\":1,\"classCount\":1,"
                + "\"threads\":[{\"thread\":0,\"name\":\"main\",\"samples\":1,\"sampledBytes\":200,"
                + "\"estimatedBytes\":400,\"countedBytes\":400,\"site\":\"A.load\"}],"
                + "\"classes\":[{\"class\":\"byte[]\",\"samples\":1,\"sampledBytes\":200,"
                + "\"estimatedBytes\":400,\"threads\":1,\"site\":\"A.load\"}],"
                + "\"stalls\":{\"recorded\":false,\"count\":0,\"totalNanos\":0,\"maxNanos\":0,"
                + "\"stalls\":[]}}");
  }
}
