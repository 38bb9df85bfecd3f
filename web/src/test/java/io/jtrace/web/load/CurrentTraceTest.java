package io.jtrace.web.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jtrace.timeline.model.TraceScript;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class CurrentTraceTest {
  private static final LoadedTrace TRACE =
      new LoadedTrace(
          "a.jfr", Path.of("a.jfr"), false, TraceScript.of("main: RUNNING 0-10", "@trace 0-10"));

  @Test
  void beforeTheFirstTrace_statusTellsHowFarReadingIs() {
    CurrentTrace current = new CurrentTrace(false);

    current.begins("reading a.jfr");
    current.advanced(20, 100);

    assertThat(current.status())
        .isEqualTo(new CurrentTrace.Status(0, false, "reading a.jfr", 20, 100, ""));
  }

  @Test
  void newerTrace_hasTheNextNumber() throws Exception {
    CurrentTrace current = new CurrentTrace(true);
    current.publish(TRACE);
    assertThat(current.await().number()).isEqualTo(1);

    current.complain("a.jfr: it was cut");
    assertThat(current.status().problem()).isEqualTo("a.jfr: it was cut");
    current.publish(TRACE);

    assertThat(current.await()).isEqualTo(new CurrentTrace.Version(2, TRACE));
    assertThat(current.status().problem()).isEmpty();
  }

  @Test
  void waiting_endsWithTheTrace() throws Exception {
    CurrentTrace current = new CurrentTrace(false);
    assertThat(current.await(1)).isNull();
    new Thread(() -> current.publish(TRACE)).start();

    assertThat(current.await().trace()).isSameAs(TRACE);
  }

  @Test
  void failure_isTheAnswerToWaiting() {
    CurrentTrace current = new CurrentTrace(false);
    IOException reason = new UnreadableException("no such file: a.jfr");

    current.fail(reason);

    assertThatThrownBy(current::await).isSameAs(reason);
  }

  @Test
  void fullMemory_isForTheUserToKnow() {
    CurrentTrace current = new CurrentTrace(false);

    current.fail(new OutOfMemoryError("Java heap space"));

    assertThatThrownBy(current::await)
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("-Xmx");
  }
}
