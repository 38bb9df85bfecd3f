package io.jtrace.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import org.junit.jupiter.api.Test;

final class GcTextTest {
  private static String text(String... lines) {
    Trace trace = TraceScript.of(lines);
    StringBuilder out = new StringBuilder();
    GcText.append(trace, trace.range(), out);
    return out.toString();
  }

  @Test
  void pausesAndStops_areToldWithWhatTheProgramKeeps() {
    assertThat(
            text(
                "main: RUNNING 0-200",
                "@pause 10-20 \"GC Pause\" detail=Allocation id=3",
                "@safepoint 8-21 G1CollectForAllocation id=7",
                "@safepoint 8-10 \"reach safepoint\" depth=1 id=7",
                "@counter heap.used BYTES 11=4096 19=1024"))
        .startsWith(
            "\nGarbage collection: 1 pause, 10.0 ms together (5.0 % of the time), the longest 10.0 ms"
                + " at 10.0 ms (Allocation)\n"
                + "Minimum mutator utilisation: the program keeps at least 0.0 % of any 1.00 ms, 0.0 % of"
                + " any 10.0 ms, 90.0 % of any 100 ms\n")
        .containsPattern("GC Pause +Allocation +10\\.0 ms +10\\.0 ms +4\\.10 kB +1\\.02 kB")
        .containsPattern("G1CollectForAllocation +1 +13\\.0 ms +13\\.0 ms +2\\.00 ms");
  }

  @Test
  void whatIsNotRecorded_isSaid() {
    assertThat(text("main: RUNNING 0-10")).isEqualTo("\nGarbage collection: not recorded\n");
    assertThat(text("main: RUNNING 0-10", "@recorded jdk.GCPhasePause"))
        .isEqualTo("\nGarbage collection: no pause\n");
  }
}
