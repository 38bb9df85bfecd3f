package io.jtrace.timeline.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChromeExporterTest {
  @Test
  void aTraceWithEverything_isAsLookedAt() throws IOException {
    Golden.check("jtrace-export.format=chrome.shop.json", export(DrawnTraces.shop()) + "\n");
  }

  @Test
  void scheduling_isAsLookedAt() throws IOException {
    Golden.check(
        "jtrace-export.format=chrome.scheduled.json", export(DrawnTraces.scheduled()) + "\n");
  }

  @Test
  void carriers_haveARowOfWhatTheyCarried() throws IOException {
    ChromeVerifier verified = ChromeVerifier.verify(export(DrawnTraces.scheduled()));

    assertThat(verified.problems()).isEmpty();
    assertThat(verified.slices())
        .filteredOn(slice -> slice.category().equals("carrier"))
        .extracting(slice -> slice.name() + " " + slice.startNanos() / 1_000_000)
        .containsExactly("order-1 12", "order-2 20", "order-1 46", "order-2 31", "order-2 71");
    assertThat(verified.slices())
        .filteredOn(slice -> slice.category().equals("runnable"))
        .hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void aTraceWithEverything_breaksNoRuleOfItsReaders() throws IOException {
    ChromeVerifier verified = ChromeVerifier.verify(export(DrawnTraces.shop()));

    assertThat(verified.problems()).isEmpty();
    assertThat(verified.arrows()).isEqualTo(5);
  }

  @Test
  void times_keepTheirNanoseconds() throws IOException {
    String json =
        export(
            TraceScript.of("main: RUNNING 7-1000000007ns, SLEEPING 1000000007-86400000000001ns"));

    assertThat(json)
        .contains("\"ts\":0.007,\"dur\":1000000.000")
        .contains("\"ts\":1000000.007,\"dur\":86398999999.994");
  }

  @Test
  void stacks_areATreeOfFrames() throws IOException {
    String json =
        export(
            TraceScript.of("main: PARKED 0-5 stack=a.A.inner<a.A.main, PARKED 5-9 stack=a.A.main"));

    assertThat(json)
        .contains("\"sf\":1,\"args\":{\"top_frame\":\"a.A.inner\"")
        .contains(
            "\"stackFrames\":{\"0\":{\"category\":\"java\",\"name\":\"a.A.main\"},"
                + "\"1\":{\"category\":\"java\",\"name\":\"a.A.inner\",\"parent\":0}}");
  }

  @Test
  void arrowToAnUnknownState_endsInTheSliceThatItEnded() throws IOException {
    ChromeVerifier verified =
        ChromeVerifier.verify(
            export(
                TraceScript.of(
                    "waker: RUNNING 0-50",
                    "sleeper: PARKED 0-20, UNDETERMINED 20-50",
                    "@flow UNPARK waker 20 sleeper 20")));

    assertThat(verified.problems()).isEmpty();
    assertThat(verified.arrows()).isEqualTo(1);
  }

  static String export(Trace trace) throws IOException {
    return export(trace, trace.range());
  }

  static String export(Trace trace, TimeRange window) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TraceFormat.CHROME.write(trace, window, out);
    // Unlike new String, a decoder refuses what is no UTF-8.
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(out.toByteArray()))
        .toString();
  }
}
