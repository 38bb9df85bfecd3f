package io.jtrace.agent.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TriggerTest {

  @ParameterizedTest
  @CsvSource({
    "gc:200ms, GC, '', 200000000, 0",
    "heap:90%, HEAP, '', 0, 90",
    "stall:1s, STALL, '', 1000000000, 0",
    "deadlock, DEADLOCK, '', 0, 0",
    "lock:500us, LOCK, '', 500000, 0",
    "region:check out:1s, REGION, check out, 1000000000, 0",
    "task:http:GET /:20ms, TASK, http:GET /, 20000000, 0",
    "exception:java.lang.Illegal*, EXCEPTION, java.lang.Illegal*, 0, 0",
  })
  void text_isReadWithNameAndLimit(
      String text, TriggerKind kind, String name, long nanos, int percent) {
    assertThat(Trigger.parseAll(text))
        .containsExactly(new Trigger(text, kind, name, nanos, percent));
  }

  @Test
  void list_isSeparatedByPlus() {
    assertThat(Trigger.parseAll("gc:1s+ deadlock +lock:1s"))
        .extracting(Trigger::kind)
        .containsExactly(TriggerKind.GC, TriggerKind.DEADLOCK, TriggerKind.LOCK);
    assertThat(Trigger.parseAll("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gc | expected gc:200ms, found gc",
        "gc:90% | expected gc:200ms, found gc:90%",
        "heap:90 | expected heap:90%, found heap:90",
        "heap:1000% | expected heap:90%, found heap:1000%",
        "deadlock:1s | expected deadlock, found deadlock:1s",
        "region:1s | expected region:NAME:200ms, found region:1s",
        "region::1s | expected region:NAME:200ms, found region::1s",
        "exception | expected exception:NAME, found exception",
        "gc:1s+nosuch | expected gc:200ms, heap:90%, stall:200ms, deadlock, lock:200ms,"
            + " region:NAME:200ms, task:NAME:200ms, exception:NAME, found nosuch",
      })
  void badText_saysWhatWasExpected(String text, String message) {
    assertThatThrownBy(() -> Trigger.parseAll(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "*, anything, true",
    "a*c, abc, true",
    "a*c, abd, false",
    "a.c, abc, false",
    "checkout, checkout, true",
    "checkout, check, false",
  })
  void name_matchesWithStars(String pattern, String found, boolean isAbout) {
    Trigger trigger = Trigger.parseAll("exception:" + pattern).get(0);

    assertThat(trigger.nameTest().test(found)).isEqualTo(isAbout);
  }
}
