package io.jtrace.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.analysis.Deadlocks;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import org.junit.jupiter.api.Test;

class DeadlocksTextTest {
  @Test
  void deadlock_isToldWithLocksOwnersAndStacks() {
    Trace trace =
        TraceScript.of(
            "a: BLOCKED 0-100 lock=x.Account address=16 other=b proven stack=A.pay<A.run",
            "b: RUNNING 0-20, BLOCKED 20-100 lock=x.Ledger other=a proven");
    StringBuilder out = new StringBuilder();

    DeadlocksText.append(Deadlocks.of(trace, trace.range()), out);

    assertThat(out.toString())
        .isEqualTo(
            """

            Deadlock of 2 threads, since 20.0 ms
              a waits for x.Account@10, which b owns, seen since 0 ns
                  at A.pay
                  at A.run
              b waits for x.Ledger, which a owns, since 20.0 ms
            """);
  }

  @Test
  void traceWithoutDeadlock_addsNothing() {
    Trace trace = TraceScript.of("a: RUNNING 0-10");
    StringBuilder out = new StringBuilder();

    DeadlocksText.append(Deadlocks.of(trace, trace.range()), out);

    assertThat(out).isEmpty();
  }
}
