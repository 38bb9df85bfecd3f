package io.jtrace.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import org.junit.jupiter.api.Test;

class AllocationsTextTest {
  @Test
  void allocations_sayWhatIsSampledAndWhatIsCounted() {
    Trace trace =
        TraceScript.of(
            "main: RUNNING 0-50, BLOCKED 50-60 op=\"allocation stall\"",
            "@allocated main 0=1000 60=5000",
            "@sample main 10 ALLOCATION stack=A.load subject=byte[] weight=2000");
    StringBuilder out = new StringBuilder();

    AllocationsText.append(trace, trace.range(), out);

    assertThat(out.toString())
        .isEqualTo(
            """

            Allocated: about 4.00 kB, from 1 sample, scaled where the JVM counted
            Allocated by  Samples  Estimate  Counted  Mostly in
            main                1   4.00 kB  4.00 kB  A.load

            Allocated class  Samples  Estimate  Threads  Mostly in
            byte[]                 1   4.00 kB        1  A.load

            Threads waited for memory 1 time, 10.0 ms together, longest 10.0 ms (jdk.ZAllocationStall)
            """);
  }
}
